namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Who makes a call: some calls and options are for few.</summary>
public enum ApiCaller
{
    /// <summary>An API token, also one of root@pam: it is never root itself (facts: Auth).</summary>
    Token,

    /// <summary>A user who logged in with a password.</summary>
    User,

    /// <summary>root@pam, logged in with a password.</summary>
    Root,
}
