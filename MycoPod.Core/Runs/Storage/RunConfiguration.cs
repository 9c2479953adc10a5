using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Core.Runs.Storage;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("runs");
        builder.Property(r => r.Number).UseIdentityAlwaysColumn();
        builder.Property(r => r.Status).HasConversion<string>();
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => r.Nonce).IsUnique();
        builder.HasIndex(r => r.RefusalKey).IsUnique();
        builder.HasIndex(r => r.DeclarationId);
        builder.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RunId);
    }
}
