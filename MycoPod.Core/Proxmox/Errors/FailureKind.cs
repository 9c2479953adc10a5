namespace MycoPod.Core.Proxmox.Errors;

/// <summary>What a failure means for what may be done next.</summary>
public enum FailureKind
{
    /// <summary>Never connected, so certainly not executed: safe to send again.</summary>
    NeverSent,

    /// <summary>Sent, and no usable answer came: never sent again, observed instead.</summary>
    UnknownOutcome,

    /// <summary>A parameter was refused.</summary>
    Validation,

    /// <summary>Token or ticket was refused.</summary>
    Authentication,

    /// <summary>The token lacks a privilege; the text names it.</summary>
    Permission,
    NotFound,
    ExistsAlready,

    /// <summary>Already in the state that was asked for.</summary>
    AlreadySo,

    /// <summary>Locked by a task, or contention for a lock: worth another try later.</summary>
    Locked,
    NoQuorum,

    /// <summary>The server refused for another reason of its own.</summary>
    Server,
}
