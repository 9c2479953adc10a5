using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Mail;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Writes the message with the link, for an account that may have one.</summary>
internal sealed class RecoveryLinks(UserManager<Account> users, WebContext database, AuditLog audit, WebSettings settings, TimeProvider time)
{
    /// <summary>Messages for one account in an hour.</summary>
    public const int MostPerHour = 3;

    /// <summary>Null where nobody has that name or address, or enough has been sent; for unknown names nothing is stored.</summary>
    public async Task<OutgoingMail?> WriteAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        var account = await users.FindByNameAsync(request.NameOrEmail) ?? await users.FindByEmailAsync(request.NameOrEmail);
        if (account is not { IsDisabled: false, UserName: { } name, Email: { } email }) return null;
        if (await CountAsync(name, cancellationToken) >= MostPerHour) return null;
        var link = Link(account.Id, await users.GeneratePasswordResetTokenAsync(account));

        // Written before it is sent: whatever happens then, no more than so many are tried.
        var line = new AuditLine(AuditKind.RecoveryLink, name, "A link to choose a new password was asked for and sent by e-mail.") { About = name, Address = request.Address };
        await audit.AddAsync(line, cancellationToken);
        return new(email, "MycoPod: choose a new password", Text(name, link));
    }

    private Task<int> CountAsync(string name, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - TimeSpan.FromHours(1);
        return database.Audit.CountAsync(e => e.At > since && e.Kind == AuditKind.RecoveryLink && e.Actor == name, cancellationToken);
    }

    /// <summary>Always under the configured address: what a request calls its host may be anything.</summary>
    private Uri Link(Guid account, string token)
    {
        var encoded = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));
        return new(settings.PublicUrl, $"{ResetPassword.Path}?user={account:N}&token={encoded}");
    }

    private static string Text(string name, Uri link) =>
        $"""
        Hello {name},

        someone, most likely you, has asked for a new password for the MycoPod account {name}.
        Choose it here, within one hour:

        {link}

        The link works once. If it was not you, there is nothing to do: your password stays as it is.

        MycoPod
        """;
}
