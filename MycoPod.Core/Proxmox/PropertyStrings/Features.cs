namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>What a container may do beyond the usual, <c>features</c>: <c>nesting=1,keyctl=1</c>. All but nesting are for root@pam alone (facts, annex D).</summary>
public sealed record Features : PropertyValue
{
    public Features(string text)
        : base(text)
    {
    }

    public bool? Nesting
    {
        get => GetFlag("nesting");
        init => SetFlag("nesting", value);
    }

    public bool? KeyControl
    {
        get => GetFlag("keyctl");
        init => SetFlag("keyctl", value);
    }

    public bool? Fuse
    {
        get => GetFlag("fuse");
        init => SetFlag("fuse", value);
    }

    public bool? MakeNodes
    {
        get => GetFlag("mknod");
        init => SetFlag("mknod", value);
    }

    /// <summary>File systems it may mount, as in <c>nfs</c>.</summary>
    public IReadOnlyList<string> Mount
    {
        get => GetList("mount");
        init => SetList("mount", value);
    }
}
