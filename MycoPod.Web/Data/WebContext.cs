using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Accounts.Storage;
using MycoPod.Web.Audit;
using MycoPod.Web.Audit.Storage;
using MycoPod.Web.Declarations;
using MycoPod.Web.Declarations.Storage;
using MycoPod.Web.Link;
using MycoPod.Web.Link.Storage;
using MycoPod.Web.Notifications;
using MycoPod.Web.Notifications.Storage;
using MycoPod.Web.Orders;
using MycoPod.Web.Orders.Storage;
using MycoPod.Web.Repository;
using MycoPod.Web.Repository.Storage;

namespace MycoPod.Web.Data;

/// <summary>The schema <c>web</c>: accounts, drafts, the index of declarations, the paired Agent, the audit log.</summary>
internal sealed class WebContext(DbContextOptions<WebContext> options)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public const string Schema = "web";

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<KeptPlanning> Plannings => Set<KeptPlanning>();

    public DbSet<IndexedDeclaration> Declarations => Set<IndexedDeclaration>();

    public DbSet<OwnCommit> OwnCommits => Set<OwnCommit>();

    public DbSet<PairedAgent> Agents => Set<PairedAgent>();

    public DbSet<AccountSession> Sessions => Set<AccountSession>();

    public DbSet<Authenticator> Authenticators => Set<Authenticator>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<WrongCodes> WrongCodes => Set<WrongCodes>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<RetryRequest> RetryRequests => Set<RetryRequest>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        AccountTables.Configure(builder);
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");

        // By name: looking through the assembly for them would load every type of it, and the libraries of those.
        builder.ApplyConfiguration(new DraftConfiguration())
            .ApplyConfiguration(new KeptPlanningConfiguration())
            .ApplyConfiguration(new IndexedDeclarationConfiguration())
            .ApplyConfiguration(new OwnCommitConfiguration())
            .ApplyConfiguration(new PairedAgentConfiguration())
            .ApplyConfiguration(new AccountSessionConfiguration())
            .ApplyConfiguration(new AuthenticatorConfiguration())
            .ApplyConfiguration(new RecoveryCodeConfiguration())
            .ApplyConfiguration(new WrongCodesConfiguration())
            .ApplyConfiguration(new NotificationConfiguration())
            .ApplyConfiguration(new RetryRequestConfiguration())
            .ApplyConfiguration(new AuditEntryConfiguration());
    }
}
