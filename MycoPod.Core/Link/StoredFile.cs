namespace MycoPod.Core.Link;

/// <summary>That a file is there, never what is in it.</summary>
public sealed record StoredFile(DateTimeOffset SetAt, string SetBy);
