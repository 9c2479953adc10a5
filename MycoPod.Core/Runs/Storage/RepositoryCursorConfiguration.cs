using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Core.Runs.Storage;

internal sealed class RepositoryCursorConfiguration : IEntityTypeConfiguration<RepositoryCursor>
{
    public void Configure(EntityTypeBuilder<RepositoryCursor> builder)
    {
        builder.ToTable("repository_cursors");
        builder.HasKey(c => c.RepositoryId);
    }
}
