namespace MycoPod.Core.Proxmox.Schema;

/// <summary>The types of values that the schema knows.</summary>
internal enum ValueKind
{
    Text,
    Integer,
    Number,
    Boolean,

    /// <summary>A list: the parameter may come several times.</summary>
    Array,
}
