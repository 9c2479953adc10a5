using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Makes typed steps of what a model wrote. What a model may not write is not taken over; it is told.</summary>
internal sealed class StepReader(StepCatalogue catalogue, InventorySnapshot? inventory, IClusterLook look)
{
    /// <returns>The plan, or what is wrong with the steps, for the model.</returns>
    public async Task<(Plan? Plan, IReadOnlyList<PlanProblem> Problems)> ReadAsync(IReadOnlyList<JsonObject> written, CancellationToken cancellationToken)
    {
        var finder = new GuestFinder(inventory);
        var seen = new SeenValues(inventory, look);
        List<Step> steps = [];
        List<PlanProblem> problems = [];
        foreach (var (index, item) in written.Take(PlanRules.MaxSteps + 1).Index())
        {
            try
            {
                var step = await seen.FillAsync(Build(item, finder), steps, cancellationToken);
                if (step is ConfigureGuest change) RequireOnce(change, steps);
                finder.Follow(step);
                steps.Add(step);
            }
            catch (FormatException e)
            {
                problems.Add(new(index + 1, e.Message));
            }
        }

        return problems.Count == 0 ? (Plan.Of(steps), []) : (null, problems);
    }

    /// <summary>The second change would find the first where it expects what was there at planning.</summary>
    private static void RequireOnce(ConfigureGuest change, List<Step> before)
    {
        foreach (var (index, same) in before.Index().Where(s => s.Item is ConfigureGuest c && c.Guest.Vmid == change.Guest.Vmid && c.Guest.Name == change.Guest.Name))
        {
            var twice = change.Changes.Select(c => c.Name).Intersect(((ConfigureGuest)same).Changes.Select(c => c.Name), StringComparer.Ordinal).ToList();
            if (twice.Count > 0) throw new FormatException($"{string.Join(", ", twice)} of {change.Guest.Name} is changed by step {index + 1} already: change it once, to what it is to be in the end.");
        }
    }

    private Step Build(JsonObject written, GuestFinder finder)
    {
        var name = written["kind"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        if (catalogue.Find(name) is not { } kind) throw new FormatException($"There is no step kind '{Shortened(name)}' that you may use.");
        HashSet<string> used = new(["kind"], StringComparer.Ordinal);
        var constructor = StepParameter.ConstructorOf(kind.Type);
        var arguments = Arguments(constructor, kind.Parameters, written, finder, used);
        foreach (var option in kind.Parameters.Where(p => p.IsOption)) Options(option, used);
        var unknown = written.Where(p => p.Value is not null && !used.Contains(p.Key)).Select(p => Shortened(p.Key)).ToList();
        if (unknown.Count > 0) throw new FormatException($"{name} has no {string.Join(" and no ", unknown)}. It is {kind.Line}");
        try
        {
            return (Step)Make(kind.Type, kind.Parameters, arguments, written, finder, used);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException inner)
        {
            throw new FormatException(inner.Message, inner);
        }
    }

    private static object?[] Arguments(ConstructorInfo constructor, IReadOnlyList<StepParameter> parameters, JsonObject written, GuestFinder finder, HashSet<string> used) =>
    [
        .. constructor.GetParameters().Select(info =>
            parameters.FirstOrDefault(p => p.Member == info.Name) is { } parameter ? Value(parameter, written, finder, used) : Nothing(info)),
    ];

    /// <summary>The record with what its constructor asks for and what may be said beside.</summary>
    private static object Make(Type type, IReadOnlyList<StepParameter> parameters, object?[] arguments, JsonObject written, GuestFinder finder, HashSet<string> used)
    {
        var record = StepParameter.ConstructorOf(type).Invoke(arguments);
        foreach (var option in parameters.Where(p => p.IsOption && IsWritten(p, written))) type.GetProperty(option.Member)?.SetValue(record, Value(option, written, finder, used));
        return record;
    }

    private static bool IsWritten(StepParameter parameter, JsonObject written) =>
        parameter.Form == ParameterForm.Parts ? parameter.Parts.Any(p => IsWritten(p, written)) : written[parameter.Name] is not null;

    private static void Options(StepParameter option, HashSet<string> used)
    {
        if (option.Form == ParameterForm.Parts) foreach (var part in option.Parts) Options(part, used);
        else used.Add(option.Name);
    }

    /// <summary>In the place of what code finds out afterwards.</summary>
    private static object? Nothing(ParameterInfo info) =>
        info.HasDefaultValue ? info.DefaultValue : info.ParameterType == typeof(string) ? "" : info.ParameterType.IsValueType ? Activator.CreateInstance(info.ParameterType) : null;

    private static object? Value(StepParameter parameter, JsonObject written, GuestFinder finder, HashSet<string> used)
    {
        if (parameter.Form == ParameterForm.Parts) return Parts(parameter, written, finder, used);
        used.Add(parameter.Name);
        if (written[parameter.Name] is not { } node || (parameter.IsOptional && node is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().Length == 0))
            return parameter.IsOptional ? Absent(parameter) : parameter.Form == ParameterForm.Flag ? false : throw new FormatException($"{parameter.Name} is missing.");
        return parameter.Form switch
        {
            ParameterForm.Text => parameter.Type.IsEnum ? EnumValue(parameter, Text(parameter, node)) : Text(parameter, node),
            ParameterForm.Number when parameter.Type == typeof(long) => Number(parameter, node, long.MinValue, long.MaxValue),
            ParameterForm.Number when parameter.Type == typeof(Vmid) => new Vmid((int)Number(parameter, node, 100, 999_999_999)),
            ParameterForm.Number => (int)Number(parameter, node, int.MinValue, int.MaxValue),
            ParameterForm.Flag => Flag(parameter, node),
            ParameterForm.Guest => finder.Find(Text(parameter, node)),
            ParameterForm.Node => Node(Text(parameter, node)),
            ParameterForm.Guests => Texts(parameter, node).Select(finder.Find).ToList(),
            ParameterForm.Nodes => Texts(parameter, node).Select(Node).ToList(),
            ParameterForm.Texts => Texts(parameter, node),
            ParameterForm.Items => Items(parameter, node, finder),
            ParameterForm.Settings => Record(parameter, string.Join(',', Texts(parameter, node)), finder),
            _ => Pairs(parameter, node),
        };
    }

    private static object? Parts(StepParameter parameter, JsonObject written, GuestFinder finder, HashSet<string> used)
    {
        if (parameter.IsOptional && !IsWritten(parameter, written)) return null;
        return Make(parameter.Type, parameter.Parts, Arguments(StepParameter.ConstructorOf(parameter.Type), parameter.Parts, written, finder, used), written, finder, used);
    }

    /// <summary>Each a text of parts, or an object of them.</summary>
    private static object Items(StepParameter parameter, JsonNode node, GuestFinder finder)
    {
        var list = (System.Collections.IList)(Activator.CreateInstance(typeof(List<>).MakeGenericType(parameter.Type)) ?? throw new NotSupportedException(parameter.Type.Name));
        foreach (var item in node as JsonArray ?? [node.DeepClone()])
        {
            list.Add(Record(parameter, item is JsonObject members ? string.Join(',', members.Select(m => $"{m.Key}={(m.Value is { } v ? Text(parameter, v) : "")}")) : Text(parameter, item ?? ""), finder));
        }

        return list;
    }

    /// <summary>A record of the texts of its parts: <c>storage=local-lvm,sizeGiB=100</c>.</summary>
    private static object Record(StepParameter parameter, string text, GuestFinder finder)
    {
        JsonObject written = [];
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
        {
            if (pair.Length != 2 || !written.TryAdd(pair[0].Trim(), pair[1].Trim())) throw new FormatException($"{parameter.Name} is written as {parameter.ItemSignature}, each once.");
        }

        HashSet<string> used = new(StringComparer.Ordinal);
        foreach (var option in parameter.Parts.Where(p => p.IsOption)) Options(option, used);
        var record = Make(parameter.Type, parameter.Parts, Arguments(StepParameter.ConstructorOf(parameter.Type), parameter.Parts, written, finder, used), written, finder, used);
        return written.Select(p => p.Key).FirstOrDefault(k => !used.Contains(k)) is { } unknown ? throw new FormatException($"{parameter.Name} has no {Shortened(unknown)}: it is {parameter.ItemSignature}.") : record;
    }

    private static object? Absent(StepParameter parameter) => parameter.Form switch
    {
        ParameterForm.Guests => new List<GuestReference>(),
        ParameterForm.Nodes => new List<NodeName>(),
        ParameterForm.Texts => new List<string>(),
        ParameterForm.Pairs => PairList(parameter.Type, []),
        _ => null,
    };

    private static string Text(StepParameter parameter, JsonNode node) => node is JsonValue value ? value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => throw new FormatException($"{parameter.Name} has to be a text."),
    } : throw new FormatException($"{parameter.Name} has to be a text.");

    private static long Number(StepParameter parameter, JsonNode node, long least, long most) =>
        decimal.TryParse(Text(parameter, node), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && number >= least && number <= most
            ? (long)number
            : throw new FormatException($"{parameter.Name} has to be a whole number.");

    private static bool Flag(StepParameter parameter, JsonNode node) => node is JsonValue value ? value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetValue<string>(), out var flag) => flag,
        _ => throw new FormatException($"{parameter.Name} has to be true or false."),
    } : throw new FormatException($"{parameter.Name} has to be true or false.");

    private static object EnumValue(StepParameter parameter, string text) =>
        Enum.TryParse(parameter.Type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(parameter.Type, value)
            ? value
            : throw new FormatException($"{parameter.Name} has to be one of {string.Join(", ", Enum.GetNames(parameter.Type))}.");

    private static NodeName Node(string text)
    {
        try
        {
            return new(text);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{Shortened(text)}' is no name of a node.", e);
        }
    }

    private static List<string> Texts(StepParameter parameter, JsonNode node) => node is JsonArray list
        ? [.. list.Select(t => t is null ? throw new FormatException($"{parameter.Name} holds nothing in one place.") : Text(parameter, t))]
        : [Text(parameter, node)];

    private static object Pairs(StepParameter parameter, JsonNode node)
    {
        var pairs = node is JsonObject members ? members.Select(m => $"{m.Key}={(m.Value is { } v ? Text(parameter, v) : "")}") : Texts(parameter, node);
        return PairList(parameter.Type, [.. pairs.Select(p => p.Split('=', 2)).Select(p => p.Length == 2 ? (p[0].Trim(), p[1]) : throw new FormatException($"{parameter.Name} is a list of name=value."))]);
    }

    /// <summary>A list of records of a name and a value; an empty value unsets what may be unset.</summary>
    private static object PairList(Type type, IReadOnlyList<(string Name, string Value)> pairs)
    {
        var constructor = StepParameter.ConstructorOf(type);
        var list = (System.Collections.IList)(Activator.CreateInstance(typeof(List<>).MakeGenericType(type)) ?? throw new NotSupportedException(type.Name));
        foreach (var (name, value) in pairs)
        {
            list.Add(constructor.Invoke([.. constructor.GetParameters().Select(p => p.Name switch
            {
                "Name" => name,
                "To" => value.Length == 0 ? null : value,
                "Value" => (object?)value,
                _ => null,
            })]));
        }

        return list;
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
