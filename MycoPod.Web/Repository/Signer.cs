namespace MycoPod.Web.Repository;

/// <summary>The person a commit is made for.</summary>
internal sealed record Signer(string Name, string Email);
