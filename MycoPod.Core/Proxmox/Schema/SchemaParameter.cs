using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>What the schema says about one parameter, or about one key inside a property string.</summary>
/// <param name="Name">As the schema writes it; <c>net[n]</c> stands for <c>net0</c>, <c>net1</c> …</param>
internal sealed record SchemaParameter(string Name, ValueKind Kind = ValueKind.Text)
{
    private readonly Lazy<Regex?>? regex;

    public bool IsOptional { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Name of a format, as in <c>pve-node</c> or <c>pve-configid-list</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The keys of a property string that the schema spells out.</summary>
    public IReadOnlyDictionary<string, SchemaParameter>? Keys { get; init; }

    /// <summary>Another parameter that must be there with this one.</summary>
    public string? Requires { get; init; }

    /// <summary>Inside a property string: a bare value is this key's.</summary>
    public bool IsDefaultKey { get; init; }

    /// <summary>Another name of that key; with <see cref="KeyAlias"/> its own name is that one's value, as in <c>virtio=MAC</c>.</summary>
    public string? Alias { get; init; }

    public string? KeyAlias { get; init; }

    /// <summary>What each entry of an array must be; null where the schema does not say.</summary>
    public SchemaParameter? Items { get; init; }

    /// <summary>Perl's, unanchored.</summary>
    public string? Pattern
    {
        get;
        init
        {
            field = value;
            regex = new(() => value is null ? null : PerlPattern.Translate(value));
        }
    }

    /// <summary>False as well where there is no pattern, or where nobody can tell in time.</summary>
    public bool IsMissedBy(string value)
    {
        try
        {
            return regex?.Value is { } pattern && !pattern.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
