using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Data;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web;

/// <summary>What people do to a declaration, in the words of the tests.</summary>
internal static class DecisionBench
{
    public const string Text = Authoring.Text;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Guid IdOf(ClaimsPrincipal principal) => Authoring.IdOf(principal);

    /// <summary>Writes and submits a declaration.</summary>
    public static async Task<DeclarationView> SubmitAsync(this WebBench web, ClaimsPrincipal author, string text = Text)
    {
        var draft = await web.Get<Drafts>().SaveTextAsync(null, IdOf(author), text, Token);
        var outcome = await web.CommitAsync(author, draft, text);
        Assert.Null(outcome.Problem);
        return await web.FindAsync(draft);
    }

    /// <summary>Edits what came back.</summary>
    public static async Task<Guid> EditAsync(this WebBench web, ClaimsPrincipal author, DeclarationView view, string text)
    {
        var start = await web.Get<Revisions>().BeginAsync(author, view.Row.Folder, Token);
        Assert.Equal(view.Row.Id, start.DraftId);
        return await web.Get<Drafts>().SaveTextAsync(view.Row.Id, IdOf(author), text, Token);
    }

    /// <summary>Previews a draft and commits it.</summary>
    public static async Task<PushOutcome> CommitAsync(this WebBench web, ClaimsPrincipal author, Guid draft, string text, string guest = "web-1")
    {
        var shown = await Authoring.PreviewAsync(web, author, draft, TestPlans.CreateAndStart(guest), text);
        return await web.Get<DeclarationCommit>().CommitAsync(author, draft, shown, "One container", Token);
    }

    public static Task<DeclarationView> FindAsync(this WebBench web, Guid id) => Authoring.FindAsync(web, id);

    public static Task<PushOutcome> RejectAsync(this WebBench web, ClaimsPrincipal principal, DeclarationView view, string comment = "Which node? Please name it.") =>
        web.Get<Rejecting>().RejectAsync(principal, Seen(view), comment, Token);

    public static Task<PushOutcome> WithdrawAsync(this WebBench web, ClaimsPrincipal principal, DeclarationView view) =>
        web.Get<Withdrawing>().WithdrawAsync(principal, Seen(view), Token);

    public static Task<PushOutcome> ApproveAsync(this WebBench web, ClaimsPrincipal principal, DeclarationView view) =>
        Authoring.ApproveAsync(web, principal, view);

    /// <summary>The declaration's folder as git has it.</summary>
    public static async Task<(DeclarationDocument Document, string[] Files, string Log)> ReadFolderAsync(this WebBench web, DeclarationView view)
    {
        using var clone = await web.Git.CloneAsync();
        var folder = Path.Combine(clone.Folder, view.Row.Folder);
        var document = DeclarationDocument.Read(await File.ReadAllTextAsync(Path.Combine(folder, DeclarationFolder.Text), Token));
        return (document, [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)], (await clone.GitAsync("log", "-1", "--format=%s by %an")).Trim());
    }

    public static async Task<string> ReadFileAsync(this WebBench web, DeclarationView view, string file)
    {
        using var clone = await web.Git.CloneAsync();
        return await File.ReadAllTextAsync(Path.Combine(clone.Folder, view.Row.Folder, file), Token);
    }

    /// <summary>Someone with a clone adds a sentence to the text.</summary>
    public static async Task PushByHandAsync(this WebBench web, DeclarationView view)
    {
        using var clone = await web.Git.CloneAsync();
        await File.AppendAllTextAsync(Path.Combine(clone.Folder, view.Row.Folder, DeclarationFolder.Text), " And more.", Token);
        await clone.PushAsync("By hand");
        await web.Get<DeclarationIndex>().RefreshAsync(Token);
    }

    public static async Task MakeAdminAsync(this WebBench web, string name)
    {
        await using var database = WebDatabase.Open(web.Database.Web);
        var user = await database.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync(Token);
        var role = await database.Roles.Where(r => r.Name == Roles.Admin).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(Token);
        if (role is null) database.Roles.Add(new(Roles.Admin) { Id = (role = Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).Value, NormalizedName = "ADMIN" });
        database.UserRoles.Add(new() { UserId = user, RoleId = role.Value });
        await database.SaveChangesAsync(Token);
    }

    /// <summary>The draft as it was before its commit, as when the answer to the push was lost.</summary>
    public static async Task RestoreDraftAsync(this WebBench web, Draft draft)
    {
        await using var database = WebDatabase.Open(web.Database.Web);
        database.Drafts.Add(new() { Id = draft.Id, AuthorId = draft.AuthorId, Text = draft.Text, Folder = draft.Folder, BasedOn = draft.BasedOn, UpdatedAt = draft.UpdatedAt });
        await database.SaveChangesAsync(Token);
    }

    private static SeenDeclaration Seen(DeclarationView view) => new(view.Row.Folder, view.Row.Revision);
}
