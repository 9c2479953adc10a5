namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>A property string of the API, as in <c>virtio=BC:24:…,bridge=vmbr0</c>, whose order and unknown parts are kept.</summary>
internal sealed class PropertyText(string text)
{
    private readonly List<(string Key, string? Value)> parts =
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2) is [var key, var value] ? (key, (string?)value) : (p, null))];

    public string? this[string key]
    {
        get => parts.Find(p => p.Key == key).Value;
        set
        {
            var index = parts.FindIndex(p => p.Key == key);
            if (value is null) parts.RemoveAll(p => p.Key == key);
            else if (index >= 0) parts[index] = (key, value);
            else parts.Add((key, value));
        }
    }

    /// <summary>Takes a value away and leaves its key, as the address of a card's model.</summary>
    public void Bare(string key)
    {
        var index = parts.FindIndex(p => p.Key == key);
        if (index >= 0) parts[index] = (key, null);
    }

    public string FirstKey => parts.Count > 0 ? parts[0].Key : "";

    public override string ToString() => string.Join(',', parts.Select(p => p.Value is null ? p.Key : $"{p.Key}={p.Value}"));
}
