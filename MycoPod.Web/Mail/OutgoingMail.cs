namespace MycoPod.Web.Mail;

/// <summary>A message to one person, in plain text.</summary>
internal sealed record OutgoingMail(string To, string Subject, string Text);
