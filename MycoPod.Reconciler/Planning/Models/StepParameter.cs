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
        _ => "",
    };

    /// <param name="prefix">The name of the parameter that this is a part of, or an empty text.</param>
    /// <exception cref="NotSupportedException">The parameter cannot be written flat.</exception>
    public static StepParameter Of(ParameterInfo info, MemberDocumentation documentation, string prefix = "")
    {
        var member = info.Name ?? "";
        var name = prefix.Length == 0 ? char.ToLowerInvariant(member[0]) + member[1..] : prefix + member;
        var isOptional = info.HasDefaultValue || Nullable.GetUnderlyingType(info.ParameterType) is not null || new NullabilityInfoContext().Create(info).WriteState == NullabilityState.Nullable;
        var (type, isList) = ElementOf(Nullable.GetUnderlyingType(info.ParameterType) ?? info.ParameterType);
        var form = FormOf(type, isList);
        IReadOnlyList<StepParameter> parts = form == ParameterForm.Parts ? [.. ConstructorOf(type).GetParameters().Select(p => Of(p, documentation, name))] : [];
        return new(name, member, form, type, isOptional || isList, documentation.OfParameter(info), parts);
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
        if (isList) return IsPair(type) ? ParameterForm.Pairs : throw new NotSupportedException($"A list of {type.Name} cannot be written flat.");
        if (type.IsEnum) return ParameterForm.Text;
        if (type == typeof(bool)) return ParameterForm.Flag;
        if (type == typeof(int) || type == typeof(long) || type == typeof(Vmid)) return ParameterForm.Number;
        return type.Namespace?.StartsWith("MycoPod.", StringComparison.Ordinal) == true && type.IsClass ? ParameterForm.Parts : throw new NotSupportedException($"{type.Name} cannot be written flat.");
    }

    private static bool IsPair(Type type) => type.GetProperty("Name") is not null && (type.GetProperty("Value") ?? type.GetProperty("To")) is not null;
}
