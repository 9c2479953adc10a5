using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Web.Orders.Storage;

internal sealed class RetryRequestConfiguration : IEntityTypeConfiguration<RetryRequest>
{
    public void Configure(EntityTypeBuilder<RetryRequest> builder)
    {
        builder.ToTable("retry_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.RunId, r.Attempt }).IsUnique();
    }
}
