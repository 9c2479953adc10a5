using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MycoPod.Web.Accounts.Storage;

/// <summary>Identity's own table names would stay as they are under the naming convention; these are MycoPod's.</summary>
internal static class AccountTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("users");
            account.Property(a => a.Appearance).HasConversion<string>().HasDefaultValue(Appearance.Light).HasSentinel(Appearance.Light);
        });
        model.Entity<IdentityRole<Guid>>().ToTable("roles");
        model.Entity<IdentityUserRole<Guid>>().ToTable("user_roles");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        model.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
    }
}
