using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>A guest that the text makes. Later sentences may still say more of it, so its steps are worked out last.</summary>
internal sealed class GuestDraft(string name, GuestKind kind, Spec spec)
{
    public string Name => name;

    public GuestKind Kind => kind;

    public Spec Spec => spec;

    public int? Vmid { get; init; }

    public NodeName Node { get; set; }

    /// <summary>The guest it is copied from, or null.</summary>
    public Guest? Source { get; init; }

    /// <summary>The snapshot that is copied, or null for the present state.</summary>
    public string? Snapshot { get; init; }

    public bool IsLinked { get; init; }

    /// <summary>Template, image or CD it is made from, or null.</summary>
    public string? Volume { get; init; }

    /// <summary>A second CD beside the installation's.</summary>
    public string? Drivers { get; init; }

    public bool IsStarted { get; set; }

    /// <summary>False where the text says that it is not to be started.</summary>
    public bool MayStart { get; set; } = true;

    /// <summary>Whether commands run in it, so that it has to be up first.</summary>
    public bool IsWaitedFor { get; set; }
}
