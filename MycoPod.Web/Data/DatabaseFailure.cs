using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MycoPod.Web.Data;

/// <summary>What it looks like when the database does not answer.</summary>
internal static class DatabaseFailure
{
    /// <summary>What a form says then.</summary>
    public const string NothingChanged = "The database does not answer, so nothing was changed. Try again in a moment.";

    /// <summary>
    /// Whether a page can say so and try again. EF Core wraps a lost connection into an <see cref="InvalidOperationException"/>, and what
    /// fails while it saves into a <see cref="DbUpdateException"/>.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is DbException or TimeoutException or InvalidOperationException { InnerException: DbException } or DbUpdateException { InnerException: DbException or TimeoutException };

    /// <summary>The same of what a library wrapped into exceptions of its own.</summary>
    public static bool IsWithin(Exception? exception) => exception is not null && (Is(exception) || IsWithin(exception.InnerException));
}
