using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Core.Runs.Storage;

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.Property(e => e.Id).UseIdentityAlwaysColumn();
        builder.Property(e => e.Phase).HasConversion<string>();
        builder.HasIndex(e => new { e.RunId, e.StepNumber });
        builder.HasOne<Run>().WithMany().HasForeignKey(e => e.RunId);
    }
}
