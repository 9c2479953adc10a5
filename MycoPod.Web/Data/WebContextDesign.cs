using Microsoft.EntityFrameworkCore.Design;

namespace MycoPod.Web.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class WebContextDesign : IDesignTimeDbContextFactory<WebContext>
{
    public WebContext CreateDbContext(string[] args) => WebDatabase.Open("Host=127.0.0.1");
}
