using Npgsql;

namespace MycoPod.Reconciler.Execution;

/// <summary>Tells a database that cannot be reached from one that refuses what it is given.</summary>
internal static class DatabaseFailure
{
    /// <summary>Whether it is worth waiting for the database: anywhere in the exception lies a lost connection or a server that ends or starts.</summary>
    public static bool IsOutage(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException refusal) return refusal.IsTransient || refusal.SqlState.StartsWith("57", StringComparison.Ordinal);
            if (e is NpgsqlException) return true;
        }

        return false;
    }
}
