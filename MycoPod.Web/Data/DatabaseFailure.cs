using System.Data.Common;

namespace MycoPod.Web.Data;

/// <summary>What it looks like when the database does not answer.</summary>
internal static class DatabaseFailure
{
    /// <summary>Whether a page can say so and try again. EF Core wraps a lost connection into an <see cref="InvalidOperationException"/>.</summary>
    public static bool Is(Exception exception) => exception is DbException or TimeoutException or InvalidOperationException { InnerException: DbException };
}
