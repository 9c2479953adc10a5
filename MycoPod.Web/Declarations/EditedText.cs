namespace MycoPod.Web.Declarations;

/// <summary>Text to be kept, and where it belongs.</summary>
public sealed record EditedText(EditedDraft Draft, string Text);
