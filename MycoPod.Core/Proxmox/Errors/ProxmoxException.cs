namespace MycoPod.Core.Proxmox.Errors;

/// <summary>The cluster did not do what was asked.</summary>
public sealed class ProxmoxException(FailureKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>The message with the full stop that servers leave out, so that another sentence can follow.</summary>
    public string Sentence => Message.EndsWith('.') || Message.EndsWith('!') || Message.EndsWith('?') ? Message : $"{Message}.";

    /// <summary>Of a refused call: parameter, and what the server says about it. Keys inside a property string come as one text.</summary>
    public IReadOnlyDictionary<string, string> ParameterErrors { get; init; } = new Dictionary<string, string>();

    /// <summary>Of a missing permission, where the server names it.</summary>
    public MissingPrivilege? Missing { get; init; }
}
