using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;

namespace MycoPod.Tests.Approvals;

public sealed class ApprovalTests
{
    private static readonly ApprovalVectors Vectors = ApprovalVectors.Read();

    public static TheoryData<string> Cases => new(Vectors.Approvals.Select(a => a.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vectors_of_an_independent_implementation_verify_or_are_refused_as_they_say(string name)
    {
        var vector = Vectors.Approvals.Single(a => a.Name == name);
        var verdict = Verify(Encoding.UTF8.GetBytes(vector.Approval), vector.Now);
        if (vector.Refusal is null) Assert.True(verdict.IsValid, verdict.Refusal);
        else Assert.Contains(vector.Refusal, verdict.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Digests_agree_with_the_independent_implementation()
    {
        var plan = Plan.FromBytes(Encoding.UTF8.GetBytes(Vectors.Plan));
        Assert.Equal(Vectors.PlanDigest, plan.ComputeDigest());
        Assert.Equal(Vectors.Plan, Encoding.UTF8.GetString(plan.ToBytes()));
        Assert.Equal(Vectors.TextDigest, Digest.Of(Encoding.UTF8.GetBytes(Vectors.Text)));
    }

    [Fact]
    public void Every_vector_writes_back_to_the_same_bytes() => Assert.All(
        Vectors.Approvals,
        vector => Assert.Equal(vector.Approval, Encoding.UTF8.GetString(Approval.FromBytes(Encoding.UTF8.GetBytes(vector.Approval)).ToBytes())));

    [Fact]
    public void What_is_signed_here_verifies_here_and_with_no_other_key()
    {
        using var key = ApprovalKey.Create();
        using var other = ApprovalKey.Create();
        var payload = Approval.FromBytes(Encoding.UTF8.GetBytes(Vectors.Approvals[0].Approval)).Payload with { Nonce = ApprovalSigner.NewNonce() };
        var approval = new ApprovalSigner(key).Sign(payload);
        var time = new FakeTimeProvider(payload.Issued.AddMinutes(5));

        using var pinned = ApprovalKey.ImportPublic(ApprovalKey.ExportPublic(key));
        Assert.True(new ApprovalVerifier(pinned, Vectors.AgentId, time).Verify(approval, Content).IsValid);
        Assert.False(new ApprovalVerifier(other, Vectors.AgentId, time).Verify(approval, Content).IsValid);
    }

    [Fact]
    public void What_was_approved_before_a_restore_is_approved_anew()
    {
        using var key = ApprovalKey.Create();
        var payload = Approval.FromBytes(Encoding.UTF8.GetBytes(Vectors.Approvals[0].Approval)).Payload with { Nonce = ApprovalSigner.NewNonce() };
        var approval = new ApprovalSigner(key).Sign(payload);
        var time = new FakeTimeProvider(payload.Issued.AddMinutes(5));
        Assert.True(new ApprovalVerifier(key, Vectors.AgentId, time, () => payload.Issued.AddMinutes(-2)).Verify(approval, Content).IsValid);

        // The clocks of both hosts may differ by two minutes.
        var verdict = new ApprovalVerifier(key, Vectors.AgentId, time, () => payload.Issued.AddMinutes(-1)).Verify(approval, Content);
        Assert.StartsWith("MycoPod was restored from a backup after this was approved", verdict.Refusal, StringComparison.Ordinal);
        Assert.True(verdict.IsExpired);
    }

    [Theory]
    [InlineData("\"nonce\":", "\"extra\":1,\"nonce\":")]
    [InlineData("\"role\":\"Admin\"", "\"role\":\"Admin\",\"role\":\"Admin\"")]
    [InlineData("{\"payload\"", "{ \"payload\"")]
    [InlineData("\"revision\":1", "\"revision\":1.0")]
    [InlineData("\"role\":\"Admin\",", "")]
    [InlineData("\"role\":\"Admin\"", "\"role\":null")]
    [InlineData("admin", "\\u0061dmin")]
    [InlineData("\"issued\":\"2026-11-25T12:00:00Z\"", "\"issued\":\"2026-11-25T12:00:00+00:00\"")]
    public void Unknown_doubled_missing_or_not_canonical_is_refused_by_the_parser(string from, string to)
    {
        var tampered = Vectors.Approvals[0].Approval.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Vectors.Approvals[0].Approval, tampered);
        Assert.Throws<JsonException>(() => Approval.FromBytes(Encoding.UTF8.GetBytes(tampered)));
    }

    [Fact]
    public void An_expired_approval_is_told_apart_from_a_forged_one()
    {
        var expired = Vectors.Approvals.Single(a => a.Name == "expired");
        Assert.True(Verify(Encoding.UTF8.GetBytes(expired.Approval), expired.Now).IsExpired);
        var forged = Vectors.Approvals.Single(a => a.Name == "signed by another key");
        Assert.False(Verify(Encoding.UTF8.GetBytes(forged.Approval), expired.Now).IsExpired);
    }

    private static ApprovedContent Content
    {
        get
        {
            Assert.True(DeclarationId.TryParse(Vectors.DeclarationId, out var id));
            return new(Vectors.RepositoryId, id, Vectors.Revision, Vectors.TextDigest, Vectors.PlanDigest);
        }
    }

    private static ApprovalVerdict Verify(byte[] bytes, DateTimeOffset now)
    {
        using var key = ApprovalKey.ImportPublic(Vectors.PublicKey);
        return new ApprovalVerifier(key, Vectors.AgentId, new FakeTimeProvider(now)).Verify(Approval.FromBytes(bytes), Content);
    }
}
