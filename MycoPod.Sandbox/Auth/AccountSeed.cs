using System.Security.Cryptography;

namespace MycoPod.Sandbox.Auth;

/// <summary>Root, the agent with its role, an operator who may log in, and a user without any rule.</summary>
internal static class AccountSeed
{
    public const string Agent = "mycopod@pve";
    public const string Operator = "op@pve";
    public const string Nobody = "nobody@pve";

    public static AccountsDocument Homelab() => new()
    {
        TicketKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        Users =
        [
            new(Caller.Root, RandomNumberGenerator.GetHexString(24, lowercase: true)),
            new(Agent),
            new(Operator, RandomNumberGenerator.GetHexString(24, lowercase: true)),
            new(Nobody),
        ],
        Tokens =
        [
            new(Caller.Root, "sandbox", Secret(), IsSeparated: false),
            new(Agent, "agent", Secret()),
            new(Nobody, "sandbox", Secret(), IsSeparated: false),
        ],
        Roles = new Dictionary<string, IReadOnlyList<string>>(BuiltInRoles.All, StringComparer.Ordinal) { ["MycoPodAgent"] = Privileges.Agent },
        Rules =
        [
            new("/", Agent, "MycoPodAgent"),
            new("/", $"{Agent}!agent", "MycoPodAgent"),
            new("/vms", Operator, "PVEVMUser"),
        ],
    };

    /// <summary>A random (version 4) UUID, as the server makes token secrets.</summary>
    public static string Secret()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
