using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Declarations.Storage;

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => d.AuthorId);
        builder.HasOne<Account>().WithMany().HasForeignKey(d => d.AuthorId);
        builder.OwnsOne(d => d.Preview);
    }
}
