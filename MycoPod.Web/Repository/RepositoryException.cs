namespace MycoPod.Web.Repository;

/// <summary>The repository cannot be reached or refuses. The message is meant for people.</summary>
internal sealed class RepositoryException(string message, Exception? inner = null) : Exception(message, inner);
