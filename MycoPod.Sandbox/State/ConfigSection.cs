namespace MycoPod.Sandbox.State;

/// <summary>One section of a configuration file, or one interface of a node: a type, a name, options as they are written.</summary>
internal sealed class ConfigSection
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public SortedDictionary<string, string> Options { get; init; } = new(StringComparer.Ordinal);

    public string? this[string option] => Options.GetValueOrDefault(option);

    public ConfigSection Copy() => new() { Id = Id, Type = Type, Options = new(Options, StringComparer.Ordinal) };

    public override string ToString() => $"{Type}: {Id}\n{string.Concat(Options.Select(option => $"\t{option.Key} {option.Value}\n"))}\n";
}
