namespace MycoPod.Core.Proxmox.Errors;

/// <summary>What a failure means for what may be done next.</summary>
public enum FailureKind
{
    /// <summary>Never connected, so certainly not executed: safe to send again.</summary>
    NeverSent,

    /// <summary>Sent, and no usable answer came: never sent again, observed instead.</summary>
    UnknownOutcome,

    /// <summary>A parameter was refused; <see cref="ProxmoxException.ParameterErrors"/> says which.</summary>
    Validation,

    /// <summary>Token or ticket was refused.</summary>
    Authentication,

    /// <summary>A privilege is lacking; <see cref="ProxmoxException.Missing"/> names it where the server does.</summary>
    Permission,

    /// <summary>Refused to API tokens, or to everybody but root@pam itself: no privilege helps.</summary>
    RootOnly,
    NotFound,
    ExistsAlready,

    /// <summary>Already in the state that was asked for.</summary>
    AlreadySo,

    /// <summary>Contention for a lock that is held for moments: worth another try soon.</summary>
    Locked,

    /// <summary>The guest's configuration is locked while a task works on it, as a backup does; for minutes, or until somebody unlocks it.</summary>
    LockedByTask,

    /// <summary>What was to be changed is not as it was read: to be read again.</summary>
    StaleDigest,
    NoQuorum,

    /// <summary>The server refused for another reason of its own.</summary>
    Server,
}
