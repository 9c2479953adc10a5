namespace MycoPod.Sandbox.Parameters;

/// <summary>Error texts by parameter; a second text for the same one joins the first as the server joins them, with a backslash and an n.</summary>
internal sealed class ParameterErrors
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Texts => texts;

    public bool Any => texts.Count > 0;

    public void Add(string path, string text) =>
        texts[path] = texts.TryGetValue(path, out var before) ? $@"{before}\n{text}" : text;

    public override string ToString() => string.Concat(texts.Select(entry => $"{entry.Key}: {entry.Value}\n"));
}
