namespace MycoPod.Web.Configuration;

/// <summary>The declarations repository and how Web reaches it.</summary>
internal sealed record RepositorySettings(Uri Url, string Username, string Token);
