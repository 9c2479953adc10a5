using MycoPod.Core.Proxmox.Schema;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Installation.Node;

/// <summary>A command of a tool, and the call of the API that it stands for.</summary>
/// <param name="Words">As in <c>pveum role add</c>.</param>
/// <param name="Call">As in <c>POST /access/roles</c>; null for what the command line alone can do.</param>
/// <param name="Places">The arguments that have a place instead of a name.</param>
/// <param name="Options">What the command line knows besides the parameters of the call.</param>
internal sealed record ToolCommand(string Words, string? Call, IReadOnlyList<string> Places, Func<ToolInput, string> Run, params IReadOnlyList<string> Options)
{
    private static readonly Lazy<ApiSchema> Schema = new(() => ApiSchema.Read(File.ReadAllBytes(SharedFolder.Require("proxmox", "api-schema-8.4.json"))));

    /// <summary>Everything is checked before anything is done.</summary>
    public string Answer(IReadOnlyList<string> arguments)
    {
        var input = ToolInput.Read(arguments, Places);
        if (Call is not null) CheckCall(Call.Split(' ')[0], Call.Split(' ')[1], input, [.. Places.Concat(Options)]);
        else if (input.Values.Keys.Except(Places).Except(Options).FirstOrDefault() is { } unknown) throw new ToolRefusal($"Unknown option: {unknown}", isMistake: true);
        return Run(input);
    }

    /// <summary>A question to the API itself, as pvesh puts it.</summary>
    public static void CheckQuestion(string path, ToolInput input) => CheckCall("GET", path, input, ["path", "output-format"]);

    private static void CheckCall(string method, string path, ToolInput input, IReadOnlyList<string> options)
    {
        var filled = string.Join('/', path.Split('/').Select(p => p == "{node}" ? PveNode.Name : p is ['{', .. var name, '}'] ? Uri.EscapeDataString(input[name]) : p));
        var known = Schema.Value.Find(method, filled)?.Names.ToList() ?? throw new ToolRefusal($"No '{method}' handler defined for '{path}'", isMistake: true);
        var parameters = input.Values.Where(v => !options.Contains(v.Key) || known.Contains(v.Key)).ToList();
        if (Schema.Value.Check(method, filled, parameters, ApiCaller.Root) is [_, ..] problems)
            throw new ToolRefusal($"400 Parameter verification failed.\n{string.Join('\n', problems)}", isMistake: true);
    }
}
