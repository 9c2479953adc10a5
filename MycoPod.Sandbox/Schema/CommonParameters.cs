using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Schema;

/// <summary>Parameters that configuration files other than a guest's share.</summary>
internal static class CommonParameters
{
    public static readonly Parameter Digest = Parameter.Text("digest") with { MaxLength = 64 };

    /// <summary>Options to remove, in section files.</summary>
    public static readonly Parameter Delete = Parameter.Text("delete") with { Format = Formats.ListOf(Formats.ConfigId), MaxLength = 4096 };

    /// <summary>Options to remove, in the firewall, networks and jobs.</summary>
    public static readonly Parameter DeleteAny = Parameter.Text("delete") with { Format = Formats.ListOf(Formats.ConfigId) };

    public static readonly Parameter Prune = Parameter.Text("prune-backups") with { Keys = PropertyFormats.Prune };
}
