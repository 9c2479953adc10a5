namespace MycoPod.Reconciler.Repository;

/// <summary>The declarations repository cannot be read; the text says why.</summary>
internal sealed class RepositoryException(string message, Exception? cause = null) : Exception(message, cause);
