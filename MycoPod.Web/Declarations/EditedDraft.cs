namespace MycoPod.Web.Declarations;

/// <summary>The draft that one editor was opened for, whatever the page shows by the time its text arrives.</summary>
public sealed class EditedDraft(Guid? id)
{
    /// <summary>Null until the first text of a new declaration is kept.</summary>
    public Guid? Id { get; set; } = id;

    /// <summary>Committed or given up: nothing more is kept.</summary>
    public bool IsEnded { get; set; }
}
