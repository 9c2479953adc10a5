using Microsoft.EntityFrameworkCore.Design;

namespace MycoPod.Core.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class RunsContextDesign : IDesignTimeDbContextFactory<RunsContext>
{
    public RunsContext CreateDbContext(string[] args) => RunsDatabase.Open("Host=127.0.0.1");
}
