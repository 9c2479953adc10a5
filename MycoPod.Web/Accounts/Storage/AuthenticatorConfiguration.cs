using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Web.Accounts.Storage;

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("authenticators");
        builder.HasKey(a => a.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<Authenticator>(a => a.AccountId);
    }
}
