using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MycoPod.Core.Link;

namespace MycoPod.Web.Declarations.Storage;

internal sealed class KeptPlanningConfiguration : IEntityTypeConfiguration<KeptPlanning>
{
    public void Configure(EntityTypeBuilder<KeptPlanning> builder)
    {
        builder.ToTable("plannings");
        builder.HasKey(p => new { p.DeclarationId, p.PlanDigest });
        builder.Property(p => p.Record).HasConversion(record => Write(record), json => Read(json));
    }

    private static string Write(PlanningRecord record) => JsonSerializer.Serialize(record);

    private static PlanningRecord Read(string json) => JsonSerializer.Deserialize<PlanningRecord>(json) ?? throw new JsonException("A planning record is empty.");
}
