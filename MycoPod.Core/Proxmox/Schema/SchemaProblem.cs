namespace MycoPod.Core.Proxmox.Schema;

/// <summary>One reason why the cluster would refuse a call.</summary>
/// <param name="Parameter">The parameter as it would be sent, <c>net0.bridge</c> for a key inside one; empty where it is about the call as a whole.</param>
/// <param name="Text">In plain English, without the parameter's name.</param>
public sealed record SchemaProblem(string Parameter, string Text)
{
    public override string ToString() => Parameter.Length == 0 ? Text : $"{Parameter} {Text}";
}
