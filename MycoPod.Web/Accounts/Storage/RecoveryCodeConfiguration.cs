using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Web.Accounts.Storage;

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(c => new { c.AccountId, c.Digest });
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId);
    }
}
