namespace MycoPod.Core.Proxmox.Errors;

/// <summary>The cluster did not do what was asked.</summary>
public sealed class ProxmoxException(FailureKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public FailureKind Kind { get; } = kind;
}
