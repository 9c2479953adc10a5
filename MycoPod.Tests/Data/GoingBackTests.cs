using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;
using Npgsql;

namespace MycoPod.Tests.Data;

/// <summary>Migrations taken back: what would be lost for good, or let somebody in, is refused.</summary>
public sealed class GoingBackTests(PostgresServer postgres)
{
    private const string BeforeAccounts = "Decisions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Second_factors_are_not_dropped_in_silence()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = Authoring.IdOf(await web.AddPersonAsync("ada", Roles.User));
        await using var owner = WebDatabase.Open(web.Database.Owner);
        owner.Authenticators.Add(new() { AccountId = ada, SealedKey = "sealed", LastStep = 1 });
        await owner.SaveChangesAsync(Token);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => owner.GetService<IMigrator>().MigrateAsync(BeforeAccounts, Token));
        Assert.Contains("reset-second-factor", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(1, await owner.Authenticators.CountAsync(Token));
    }

    [Fact]
    public async Task The_audit_log_loses_no_column_that_holds_something()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.Get<AuditLog>().AddAsync(new(AuditKind.Upload, "eve", "Set.") { Address = "192.0.2.7" }, Token);
        await using var owner = WebDatabase.Open(web.Database.Owner);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => owner.GetService<IMigrator>().MigrateAsync(BeforeAccounts, Token));
        Assert.Contains("audit log would lose", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal("192.0.2.7", await owner.Audit.Select(e => e.Address).SingleAsync(Token));
    }

    [Fact]
    public async Task Where_nothing_is_lost_the_schema_goes_back_and_forth()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await using var owner = WebDatabase.Open(web.Database.Owner);
        await owner.GetService<IMigrator>().MigrateAsync(BeforeAccounts, Token);
        Assert.NotEmpty(await owner.Database.GetPendingMigrationsAsync(Token));
        await owner.Database.MigrateAsync(Token);
        await web.AddPersonAsync("ada", Roles.User);
        Assert.Equal(1, await owner.Sessions.CountAsync(Token));
    }
}
