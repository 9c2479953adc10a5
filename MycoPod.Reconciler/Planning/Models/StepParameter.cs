using System.Reflection;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>A parameter of a step's record.</summary>
/// <param name="Name">As a model writes it, as in <c>memoryMiB</c>.</param>
/// <param name="Type">The type of one value: of the element where it is a list.</param>
/// <param name="Summary">What the record's documentation says about it, or null.</param>
/// <param name="Parts">Those of a record.</param>
internal sealed record StepParameter(string Name, string Member, ParameterForm Form, Type Type, bool IsOptional, string? Summary, IReadOnlyList<StepParameter> Parts)
{
    /// <summary>Whether it is a property of the record that its constructor does not ask for.</summary>
    public bool IsOption { get; private init; }

    /// <summary>As a model writes it, or the names of its parts.</summary>
    public IEnumerable<string> Names => Form switch
    {
        ParameterForm.Parts => Parts.SelectMany(p => p.Names),
        _ => [Name],
    };

    /// <summary>In short, as in <c>card[..]</c>; of a list of records what each has to have.</summary>
    public string Short => Form switch
    {
        ParameterForm.Settings => $"{Name}[..]",
        ParameterForm.Items => $"{Name}[{string.Join(',', Parts.Where(p => !p.IsOption).Select(p => p.Name))}]",
        _ => Name,
    };

    /// <summary>One of a list of records, as in <c>"storage=…,sizeGiB=…"</c>.</summary>
    public string ItemSignature => $"\"{string.Join(',', Parts.SelectMany(p => p.Names).Select(n => $"{n}=…"))}\"";

    /// <summary>As in <c>memoryMiB:int</c>; a question mark where it may be left out.</summary>
    public string Signature => Form == ParameterForm.Parts
        ? string.Join(", ", Parts.Select(p => p with { IsOptional = p.IsOptional || IsOptional }).Select(p => p.Signature))
        : $"{Name}{(IsOptional ? "?" : "")}{Suffix}";

    private string Suffix => Form switch
    {
        ParameterForm.Text when Type.IsEnum => $":{string.Join('|', Enum.GetNames(Type)).ToLowerInvariant()}",
        ParameterForm.Number => ":int",
        ParameterForm.Flag => ":bool",
        ParameterForm.Texts or ParameterForm.Guests or ParameterForm.Nodes => "[]",
        ParameterForm.Pairs => "[name=value]",
        ParameterForm.Items => $"[{ItemSignature}]",
        ParameterForm.Settings => $"[{string.Join(',', Parts.SelectMany(p => p.Names).Select(n => $"{n}="))}]",
        _ => "",
    };

    /// <param name="prefix">The name of the parameter that this is a part of, or an empty text.</param>
    /// <exception cref="NotSupportedException">The parameter cannot be written flat.</exception>
    public static StepParameter Of(ParameterInfo info, MemberDocumentation documentation, string prefix = "")
    {
        var isOptional = info.HasDefaultValue || Nullable.GetUnderlyingType(info.ParameterType) is not null || new NullabilityInfoContext().Create(info).WriteState == NullabilityState.Nullable;
        return Of(info.Name ?? "", info.ParameterType, isOptional, documentation.OfParameter(info), documentation, prefix);
    }

    /// <param name="prefix">The name of the parameter that this is a part of, or an empty text.</param>
    /// <exception cref="NotSupportedException">The property cannot be written flat.</exception>
    public static StepParameter Of(PropertyInfo info, MemberDocumentation documentation, string prefix = "") =>
        Of(info.Name, info.PropertyType, isOptional: true, documentation.OfProperty(info), documentation, prefix) is { Form: ParameterForm.Parts } record
            ? Of(info.Name, info.PropertyType, isOptional: true, record.Summary, documentation, prefix, ParameterForm.Settings) with { IsOption = true }
            : Of(info.Name, info.PropertyType, isOptional: true, documentation.OfProperty(info), documentation, prefix) with { IsOption = true };

    /// <summary>The properties that a record may be given beside what its constructor asks for.</summary>
    public static IEnumerable<PropertyInfo> OptionsOf(Type record)
    {
        var asked = ConstructorOf(record).GetParameters().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return record.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && !asked.Contains(p.Name));
    }

    private static StepParameter Of(string member, Type whole, bool isOptional, string? summary, MemberDocumentation documentation, string prefix, ParameterForm? written = null)
    {
        var name = prefix.Length == 0 ? char.ToLowerInvariant(member[0]) + member[1..] : prefix + member;
        var (type, isList) = ElementOf(Nullable.GetUnderlyingType(whole) ?? whole);
        var form = written ?? FormOf(type, isList);
        var below = form is ParameterForm.Items or ParameterForm.Settings ? "" : name;
        IReadOnlyList<StepParameter> parts = form is ParameterForm.Parts or ParameterForm.Items or ParameterForm.Settings ? [.. ConstructorOf(type).GetParameters().Select(p => Of(p, documentation, below)), .. OptionsOf(type).Select(p => Of(p, documentation, below))] : [];
        return new(name, member, form, type, isOptional || isList, summary, parts);
    }

    /// <summary>The constructor that a positional record has.</summary>
    public static ConstructorInfo ConstructorOf(Type record) =>
        record.GetConstructors().Where(c => c.GetParameters() is not [var only] || only.ParameterType != record).MaxBy(c => c.GetParameters().Length)
        ?? throw new NotSupportedException($"{record.Name} has no public constructor.");

    private static (Type Type, bool IsList) ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? (type.GetGenericArguments()[0], true) : (type, false);

    private static ParameterForm FormOf(Type type, bool isList)
    {
        if (type == typeof(GuestReference)) return isList ? ParameterForm.Guests : ParameterForm.Guest;
        if (type == typeof(NodeName)) return isList ? ParameterForm.Nodes : ParameterForm.Node;
        if (type == typeof(string)) return isList ? ParameterForm.Texts : ParameterForm.Text;
        if (isList) return IsPair(type) ? ParameterForm.Pairs : ParameterForm.Items;
        if (type.IsEnum) return ParameterForm.Text;
        if (type == typeof(bool)) return ParameterForm.Flag;
        if (type == typeof(int) || type == typeof(long) || type == typeof(Vmid)) return ParameterForm.Number;
        return type.Namespace?.StartsWith("MycoPod.", StringComparison.Ordinal) == true && type.IsClass ? ParameterForm.Parts : throw new NotSupportedException($"{type.Name} cannot be written flat.");
    }

    private static bool IsPair(Type type) => type.GetProperty("Name") is not null && (type.GetProperty("Value") ?? type.GetProperty("To")) is not null;
}
