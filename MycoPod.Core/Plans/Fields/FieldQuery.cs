namespace MycoPod.Core.Plans.Fields;

/// <summary>Where something in the cluster is read.</summary>
/// <param name="Path">Below <c>/api2/json</c>.</param>
/// <param name="Row">Where the answer is a list: what tells its row from the others, an empty text for a value that is not set. Empty where the answer is the thing itself.</param>
public sealed record FieldQuery(string Path, IReadOnlyList<KeyValuePair<string, string>> Row)
{
    public FieldQuery(string path)
        : this(path, [])
    {
    }

    /// <summary>Whether it is the configuration of a guest, which is read with the guest's identity.</summary>
    public bool IsGuestConfig => Row.Count == 0 && Path.EndsWith("/config", StringComparison.Ordinal);

    /// <summary>Whether a row of the list is the one that is meant. Words and addresses are written in more than one way.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> row) => Row.All(key => FieldComparison.IsSameWord(row.GetValueOrDefault(key.Key, ""), key.Value, key.Key));

    public FieldQuery(string path, string key, string value)
        : this(path, [new(key, value)])
    {
    }
}
