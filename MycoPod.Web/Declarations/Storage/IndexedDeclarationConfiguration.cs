using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Web.Declarations.Storage;

internal sealed class IndexedDeclarationConfiguration : IEntityTypeConfiguration<IndexedDeclaration>
{
    public void Configure(EntityTypeBuilder<IndexedDeclaration> builder)
    {
        builder.ToTable("declarations");
        builder.HasKey(d => d.Folder);
        builder.Property(d => d.Status).HasConversion<string>();
        builder.HasIndex(d => d.Id);
        builder.HasIndex(d => d.CommittedAt);
    }
}
