using System.Text.Json;

namespace MycoPod.Tests.Approvals;

/// <summary>The vectors in <c>vectors.json</c>, made by an independent implementation.</summary>
internal sealed record ApprovalVectors(
    string About,
    string PublicKey,
    string Text,
    string TextDigest,
    string Plan,
    string PlanDigest,
    Guid AgentId,
    string RepositoryId,
    string DeclarationId,
    int Revision,
    IReadOnlyList<ApprovalVectors.Case> Approvals)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static ApprovalVectors Read() =>
        JsonSerializer.Deserialize<ApprovalVectors>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Approvals", "vectors.json")), Options)
        ?? throw new InvalidOperationException("The vectors are empty.");

    /// <param name="Refusal">Words of the refusal, or null where the approval holds.</param>
    internal sealed record Case(string Name, DateTimeOffset Now, string Approval, string? Refusal);
}
