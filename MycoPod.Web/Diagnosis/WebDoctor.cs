using MycoPod.Core.Diagnosis;
using MycoPod.Web.Approvals;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Data.KeyRing;
using MycoPod.Web.Mail;
using Npgsql;

namespace MycoPod.Web.Diagnosis;

/// <summary>Looks at the host of Web: what runs here, and whether it reaches what it needs. Changes nothing and sends no message.</summary>
internal sealed class WebDoctor(WebSettings settings, TimeProvider time)
{
    /// <summary>Null where it is not known.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The way to the mail server; null where none is configured.</summary>
    public SmtpDispatch? Mail { get; init; } = settings.Mail is { } mail ? new(mail, time) : null;

    public async Task<DiagnosisReport> ExamineAsync(CancellationToken cancellationToken) => new(await new Doctor(Secrets(), time).ExamineAsync(Checks(), cancellationToken));

    private IReadOnlyList<Check> Checks() =>
    [
        new("versions", _ => Found(Versions.OfThisHost(WebVersion.Text)), ""),
        new("configuration", _ => Found(Finding.Ok("The configuration can be used.")), ""),
        new("database", AskDatabaseAsync, "Look whether PostgreSQL runs here (systemctl status postgresql), and compare the key connection with its host, port, user and password."),
        new("logs", cancel => Database().AskRetentionAsync(retention: null, cancel), "Run mycopod migrate, then start the Agent."),
        .. new RunningWeb(settings, time).Checks(),
        .. RepositoryChecks(),
        .. MailChecks(),
        new("disk", _ => Found(DiskSpace.Of(settings.StateDirectory)), "Look whether the state directory is there: stateDirectory."),
        new("files", _ => Task.FromResult(AskFiles()), "Look who owns the state directory: it has to be the account that Web runs as."),
    ];

    private DatabaseCheck Database() => new(settings.Connection, time);

    private async Task<IReadOnlyList<Finding>> AskDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var web = WebDatabase.Open(settings.Connection);
        return await Database().AskAsync(cancellationToken, web);
    }

    private IEnumerable<Check> RepositoryChecks()
    {
        var repository = settings.Repository;
        if (repository.Url.IsFile)
        {
            yield return new("repository", _ => Found(BareRepository.Judge(repository.Url.LocalPath, "main")), "Look who owns it: it has to be the account that Web runs as.");
            yield break;
        }

        var advice = $"Look whether {repository.Url.Host} answers from this host: curl -I {repository.Url}";
        yield return new("repository", new GitServerCheck(repository.Url, repository.Username, repository.Token, "main", mayPush: true, repository.Trust).AskAsync, advice);
        yield return new("repository server", async cancel => (await ServerLook.AtAsync(repository.Url, time, cancel)).Judge(repository.Url.Authority, time.GetUtcNow()), advice);
    }

    private IEnumerable<Check> MailChecks()
    {
        if (Mail is { } mail) yield return new("mail", mail.ProveAsync, "Compare the keys below mail with what the mail server's provider says: host, port, security, username and password.");
        else yield return new("mail", _ => Found(Finding.Ok("No mail server is set up; nobody can recover a password by e-mail.")), "");
    }

    private IReadOnlyList<Finding> AskFiles() => FileModes.Judge(
        [settings.StateDirectory, Path.Combine(settings.StateDirectory, ApprovalKeyFile.Name), Path.Combine(settings.StateDirectory, KeyRingSecret.Name)],
        ConfigurationFile is { } file ? [file] : []);

    private IReadOnlyCollection<string> Secrets() =>
    [
        .. new[] { settings.Repository.Token, settings.Repository.WebhookSecret, settings.Mail?.Password, new NpgsqlConnectionStringBuilder(settings.Connection).Password }
            .OfType<string>().Where(s => s.Length > 0),
    ];

    private static Task<IReadOnlyList<Finding>> Found(Finding finding) => Task.FromResult<IReadOnlyList<Finding>>([finding]);
}
