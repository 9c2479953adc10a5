using System.Globalization;

namespace MycoPod.Core.Plans;

/// <summary>Writes values as parameters and property strings hold them.</summary>
internal static class Properties
{
    /// <summary>As in <c>virtio,bridge=vmbr0,tag=20</c>: what is null is left out, what has no key stands bare.</summary>
    public static string Write(params IEnumerable<(string Key, string? Value)> parts) =>
        string.Join(',', parts.Where(p => p.Value is not null).Select(p => p.Key.Length == 0 ? p.Value : $"{p.Key}={p.Value}"));

    /// <summary>The parameters whose value is not null, in their order.</summary>
    public static List<KeyValuePair<string, string>> Parameters(params IEnumerable<(string Name, string? Value)> parameters) =>
        [.. parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value ?? ""))];

    public static string? Flag(bool? value) => value switch { true => "1", false => "0", null => null };

    public static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
