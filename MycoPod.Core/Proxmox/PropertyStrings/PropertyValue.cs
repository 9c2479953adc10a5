using System.Globalization;

namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>
/// A property string with names for its keys. It is written as a whole, so what is not changed is carried over as it was read, in
/// its order, known here or not: <c>card with { Bridge = "vmbr1" }</c>.
/// </summary>
public abstract record PropertyValue
{
    private protected PropertyValue(string text, string? defaultKey = null) => Text = PropertyString.Parse(text, defaultKey);

    private protected PropertyString Text { get; set; }

    /// <summary>As it is sent and as the cluster's configuration holds it.</summary>
    public sealed override string ToString() => Text.ToString();

    private protected string? Get(string key) => Text[key];

    private protected void Set(string key, string? value) => Text = Text.With(key, value);

    /// <summary>Null where the key is absent, or holds something else than a boolean; the server also reads words.</summary>
    private protected bool? GetFlag(string key) => Text[key]?.ToLowerInvariant() switch
    {
        "1" or "on" or "yes" or "true" => true,
        "0" or "off" or "no" or "false" => false,
        _ => null,
    };

    private protected void SetFlag(string key, bool? value) => Set(key, value switch { true => "1", false => "0", null => null });

    private protected int? GetNumber(string key) => int.TryParse(Text[key], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private protected void SetNumber(string key, int? value) => Set(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Lists inside a property string are split by semicolons; empty where the key is absent.</summary>
    private protected IReadOnlyList<string> GetList(string key) => Text[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private protected void SetList(string key, IReadOnlyList<string> values) => Set(key, values.Count == 0 ? null : string.Join(';', values));
}
