using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Web.Accounts.Storage;

internal sealed class WrongCodesConfiguration : IEntityTypeConfiguration<WrongCodes>
{
    public void Configure(EntityTypeBuilder<WrongCodes> builder)
    {
        builder.ToTable("wrong_codes");
        builder.HasKey(w => w.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<WrongCodes>(w => w.AccountId);
    }
}
