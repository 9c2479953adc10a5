using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MycoPod.Web.Repository.Storage;

internal sealed class OwnCommitConfiguration : IEntityTypeConfiguration<OwnCommit>
{
    public void Configure(EntityTypeBuilder<OwnCommit> builder) => builder.ToTable("own_commits");
}
