using System.Text;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Reconciler.Repository;
using MycoPod.Tests.Execution;

namespace MycoPod.Tests.Reconciliation;

public sealed class FolderJudgeTests : IDisposable
{
    private const string RepositoryId = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    private readonly System.Security.Cryptography.ECDsa key = ApprovalKey.Create();
    private readonly FakeTimeProvider time = new(new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-policy-");
    private readonly ProtectedDirectory policy;
    private readonly Declared declared;

    public FolderJudgeTests()
    {
        declared = Declared.Make(key, StepHarness.CreateAndStart("web-1"), RepositoryId, time.GetUtcNow());
        policy = new(folder.FullName);
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void What_the_policy_forbids_is_refused_whoever_approved_it()
    {
        policy.Write(PolicyFile.Name, "version: 1\nlimits:\n  plan: { guests: 0 }\n"u8);
        Assert.Equal(
            "With this step the plan adds 1 guest, more than 0 guests (policy.yaml, line 3: limits.plan.guests).",
            Assert.IsType<Verdict.Refused>(Judge(declared.Content())).Reason.Replace("Step 1: ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_judged_by_a_policy_that_cannot_be_used()
    {
        policy.Write(PolicyFile.Name, "version: 1\nprotekted: {}\n"u8);
        Assert.Contains("line 2: protekted: this key is not known here", Assert.Throws<PolicyException>(() => Judge(declared.Content())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_approved_exactly_so_is_accepted()
    {
        var accepted = Assert.IsType<Verdict.Accepted>(Judge(declared.Content()));
        Assert.Equal(declared.Plan.ComputeDigest(), accepted.Plan.ComputeDigest());
        Assert.Equal("admin", accepted.Approval.Approver);
    }

    [Theory]
    [InlineData(DeclarationStatus.PendingApproval)]
    [InlineData(DeclarationStatus.Draft)]
    [InlineData(DeclarationStatus.Withdrawn)]
    public void What_nobody_marked_ready_is_left_alone(DeclarationStatus status)
    {
        var document = declared.Document with { Header = declared.Document.Header with { Status = status } };
        Assert.IsType<Verdict.NothingToDo>(Judge(declared.Content() with { Declaration = Encoding.UTF8.GetBytes(document.Write()) }));
    }

    [Fact]
    public void Ready_without_an_approval_is_refused() => Refused(declared.Content() with { Approval = null }, "nobody approved it");

    [Fact]
    public void An_edited_plan_is_refused()
    {
        var edited = StepHarness.CreateAndStart("web-1", "miner-1");
        Refused(declared.Content() with { Plan = edited.ToBytes(), PlanForPeople = Encoding.UTF8.GetBytes(PlanMarkdown.Write(edited)) }, "plan was changed");
    }

    [Fact]
    public void An_edited_text_is_refused()
    {
        var edited = declared.Document with { Text = declared.Document.Text + " " };
        Refused(declared.Content() with { Declaration = Encoding.UTF8.GetBytes(edited.Write()) }, "text was changed");
    }

    [Fact]
    public void A_plan_for_people_that_says_something_else_is_refused() =>
        Refused(declared.Content() with { PlanForPeople = "Nothing to worry about"u8.ToArray() }, "plan.md");

    [Fact]
    public void An_approval_of_another_declaration_is_refused()
    {
        var other = Declared.Make(key, declared.Plan, RepositoryId, time.GetUtcNow().AddSeconds(1));
        Refused(other.Content() with { Approval = declared.Approval }, "another declaration");
    }

    [Fact]
    public void An_approval_signed_by_anyone_else_is_refused()
    {
        using var mallory = ApprovalKey.Create();
        Refused((declared with { Key = mallory }).Content(), "not signed by this MycoPod");
    }

    [Fact]
    public void An_approval_with_another_revision_is_refused()
    {
        var raised = declared.Document with { Header = declared.Document.Header with { Revision = 2 } };
        Refused(declared.Content() with { Declaration = Encoding.UTF8.GetBytes(raised.Write()) }, "revision 2 lies here");
    }

    [Fact]
    public void An_approval_that_is_a_day_old_is_expired()
    {
        time.Advance(TimeSpan.FromHours(24));
        Assert.True(Assert.IsType<Verdict.Refused>(Judge(declared.Content())).IsExpired);
    }

    [Theory]
    [InlineData("not front matter", "cannot be read")]
    [InlineData("\uFEFF---\n", "cannot be read")]
    public void A_declaration_that_cannot_be_read_is_refused_and_says_why(string text, string reason) =>
        Refused(declared.Content() with { Declaration = Encoding.UTF8.GetBytes(text) }, reason);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Refused(declared.Content() with { Declaration = [0xff, 0xfe, 0x00] }, "cannot be read");

    [Fact]
    public void A_missing_declaration_beside_an_approval_is_refused() => Refused(declared.Content() with { Declaration = null }, "no readable declaration.md");

    [Fact]
    public void A_signed_plan_that_breaks_the_rules_is_refused()
    {
        var broken = StepHarness.CreateAndStart("web_1");
        Refused((declared with { Plan = broken }).Content(), "breaks the rules");
    }

    private void Refused(FolderContent content, string reason) =>
        Assert.Contains(reason, Assert.IsType<Verdict.Refused>(Judge(content)).Reason, StringComparison.Ordinal);

    private Verdict Judge(FolderContent content)
    {
        using var pinned = ApprovalKey.ImportPublic(ApprovalKey.ExportPublic(key));
        return new FolderJudge(new(pinned, declared.AgentId, time), new PolicyGate(new(policy))).Judge(content, RepositoryId);
    }
}
