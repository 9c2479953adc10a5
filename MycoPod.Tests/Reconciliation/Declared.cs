using System.Security.Cryptography;
using System.Text;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Repository;

namespace MycoPod.Tests.Reconciliation;

/// <summary>A declaration as Web would push it, approved with a key of the test's own.</summary>
internal sealed record Declared(DeclarationDocument Document, Plan Plan, ECDsa Key, Guid AgentId, string RepositoryId, DateTimeOffset Issued)
{
    public static readonly Guid Agent = new("5f0c1f5e-6f57-4d5e-9a0f-0d7f4a8f2b11");

    public string Folder { get; init; } = DeclarationFolder.PathOf(Document.Header.Id, Document.Header.Title, Document.Header.Created);

    public string Nonce { get; init; } = ApprovalSigner.NewNonce();

    public static Declared Make(ECDsa key, Plan plan, string repositoryId, DateTimeOffset now)
    {
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var header = new DeclarationHeader(DeclarationId.Create(now), 1, "Two web servers", "admin", DeclarationStatus.Ready, second);
        return new(new(header, "Create two containers.\n"), plan, key, Agent, repositoryId, second);
    }

    public ApprovalPayload Payload => new(
        ApprovalPayload.DomainPrefix,
        ApprovalPayload.CurrentVersion,
        AgentId,
        RepositoryId,
        Document.Header.Id,
        Document.Header.Revision,
        Document.ComputeTextDigest(),
        Plan.ComputeDigest(),
        "admin",
        ApprovalPayload.AdminRole,
        Issued,
        Issued + ApprovalPayload.Lifetime,
        Nonce);

    public byte[] Approval => new ApprovalSigner(Key).Sign(Payload).ToBytes();

    public FolderContent Content(string commit = "c0ffee") => new(
        Folder, commit, Encoding.UTF8.GetBytes(Document.Write()), Plan.ToBytes(), Encoding.UTF8.GetBytes(PlanMarkdown.Write(Plan)), Approval);

    /// <summary>The four files, by path in the repository.</summary>
    public IReadOnlyDictionary<string, byte[]> Files
    {
        get
        {
            var content = Content();
            return new Dictionary<string, byte[]>(StringComparer.Ordinal)
            {
                [$"{Folder}/{DeclarationFolder.Text}"] = content.Declaration ?? [],
                [$"{Folder}/{DeclarationFolder.Plan}"] = content.Plan ?? [],
                [$"{Folder}/{DeclarationFolder.PlanForPeople}"] = content.PlanForPeople ?? [],
                [$"{Folder}/{DeclarationFolder.Approval}"] = content.Approval ?? [],
            };
        }
    }
}
