using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Web.Link.Storage;

internal sealed class PairedAgentConfiguration : IEntityTypeConfiguration<PairedAgent>
{
    public void Configure(EntityTypeBuilder<PairedAgent> builder)
    {
        builder.ToTable("agents");
        builder.Property(a => a.Id).ValueGeneratedNever();
    }
}
