using System.Security.Claims;
using System.Security.Cryptography;
using MycoPod.Core.Link;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Link;

namespace MycoPod.Web.Settings;

/// <summary>
/// Brings a file into the Agent's protected directory. It is sealed to the Agent's pinned key on arrival; Web keeps nothing of it
/// and could not read it back.
/// </summary>
internal sealed class ConfigurationUpload(PersonQuery people, PairedAgentQuery agents, AgentLink link, AuditLog audit)
{
    public const string NotAnAdmin = "Only Admins can set these files. Nothing was changed.";
    public const string TooLarge = "The file is larger than 64 KB and so cannot be one of these. Nothing was changed.";

    public async Task<StoreFileResult> StoreAsync(ClaimsPrincipal principal, ConfigurationFileKind kind, byte[] content, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return new(NotAnAdmin, Proof: null);
        if (content.Length > StoreFileRequest.MaxFileBytes) return new(TooLarge, Proof: null);
        if (await agents.SealingKeyAsync(cancellationToken) is not { } key) return new("No Agent is paired, so there is nobody to keep the file. Nothing was changed.", Proof: null);
        var box = SealedBox.Seal(key, content, StoreFileRequest.ContextOf(kind));
        CryptographicOperations.ZeroMemory(content);
        var result = await link.StoreFileAsync(new(kind, box, admin.Name), cancellationToken);
        if (result.Problem is null) await audit.AddAsync(Line(admin, kind, $"Set. {result.Proof}".Trim()), CancellationToken.None);
        else if (result.IsUnanswered) await audit.AddAsync(Line(admin, kind, "The Agent did not answer, so it may not be set"), CancellationToken.None);
        return result;
    }

    private static AuditLine Line(Person admin, ConfigurationFileKind kind, string detail) =>
        new(AuditKind.Upload, admin.Name, detail) { About = ConfigurationFile.All.Single(f => f.Kind == kind).Label, Link = ConfigurationSettings.Path, Address = admin.Address };
}
