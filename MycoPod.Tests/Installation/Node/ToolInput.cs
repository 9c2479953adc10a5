namespace MycoPod.Tests.Installation.Node;

/// <summary>Arguments of a tool, read as the command line of Proxmox reads them: those with a place first, then <c>--name value</c>.</summary>
internal sealed class ToolInput
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string this[string name] => values[name];

    public IReadOnlyDictionary<string, string> Values => values;

    public int Number(string name) => int.Parse(values[name]);

    public string? Find(string name) => values.GetValueOrDefault(name);

    public static ToolInput Read(IReadOnlyList<string> arguments, IReadOnlyList<string> places)
    {
        var input = new ToolInput();
        var given = new Queue<string>(arguments);
        foreach (var place in places)
        {
            if (given.Count == 0 || given.Peek().StartsWith('-')) throw new ToolRefusal("400 not enough arguments", isMistake: true);
            input.values[place] = given.Dequeue();
        }

        while (given.TryDequeue(out var option))
        {
            if (!option.StartsWith("--", StringComparison.Ordinal)) throw new ToolRefusal("400 too many arguments", isMistake: true);
            if (given.Count == 0 || !input.values.TryAdd(option[2..], given.Dequeue())) throw new ToolRefusal($"400 unable to parse option {option}", isMistake: true);
        }

        return input;
    }
}
