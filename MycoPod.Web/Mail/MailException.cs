namespace MycoPod.Web.Mail;

/// <summary>A message was not taken by the mail server.</summary>
internal sealed class MailException(string message, Exception inner) : Exception(message, inner);
