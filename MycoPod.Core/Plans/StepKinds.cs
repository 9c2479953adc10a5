using System.Text.Json.Serialization;

namespace MycoPod.Core.Plans;

/// <summary>The words for kinds of steps.</summary>
public static class StepKinds
{
    public static readonly IReadOnlyList<string> All =
    [
        .. Attribute.GetCustomAttributes(typeof(Step), typeof(JsonDerivedTypeAttribute)).Select(a => (string?)((JsonDerivedTypeAttribute)a).TypeDiscriminator ?? "").Order(StringComparer.Ordinal),
    ];
}
