using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Approvals;

namespace MycoPod.Tests.Approvals;

/// <summary>Orders hold by their signature, by what they are about, and for a short time.</summary>
public sealed class OrderTests
{
    private static readonly Guid Agent = new("5f0c1f5e-6f57-4d5e-9a0f-0d7f4a8f2b11");
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Subject = OrderSubject.OfRun(new("0190c2f0-0000-7000-8000-000000000001"), 1, "sha256:abc");
    private static readonly OrderPayload Payload = new(OrderPayload.DomainPrefix, OrderPayload.CurrentVersion, Agent, OrderKind.Retry, Subject, "anna", ApprovalPayload.AdminRole, Now);

    [Fact]
    public void An_order_holds_for_exactly_what_it_names() => Assert.Multiple(
        () => Assert.Null(Judge(Payload, Subject)),
        () => Assert.Contains("has changed since", Judge(Payload, OrderSubject.OfRun(new("0190c2f0-0000-7000-8000-000000000001"), 2, "sha256:abc")), StringComparison.Ordinal),
        () => Assert.Contains("has changed since", Judge(Payload, OrderSubject.OfRun(new("0190c2f0-0000-7000-8000-000000000001"), 1, "sha256:abd")), StringComparison.Ordinal),
        () => Assert.Contains("another Agent", Judge(Payload with { AgentId = Guid.Empty }, Subject), StringComparison.Ordinal),
        () => Assert.Contains("not given by an Admin", Judge(Payload with { Role = "User" }, Subject), StringComparison.Ordinal),
        () => Assert.Contains("another kind", Judge(Payload with { Domain = ApprovalPayload.DomainPrefix }, Subject), StringComparison.Ordinal),
        () => Assert.Contains("too late", Judge(Payload with { Issued = Now.AddMinutes(-4) }, Subject), StringComparison.Ordinal),
        () => Assert.Contains("too late", Judge(Payload with { Issued = Now.AddMinutes(4) }, Subject), StringComparison.Ordinal));

    [Fact]
    public void An_order_that_was_changed_after_it_was_signed_is_none()
    {
        using var key = ApprovalKey.Create();
        var order = new ApprovalSigner(key).Sign(Payload);
        var verifier = new OrderVerifier(key, Agent, new FakeTimeProvider(Now));
        Assert.Null(verifier.FindRefusal(order, Subject));
        Assert.Contains("not signed", verifier.FindRefusal(order with { Payload = Payload with { Kind = OrderKind.TakeAsDone } }, Subject), StringComparison.Ordinal);
        Assert.Contains("not signed", verifier.FindRefusal(order with { Signature = "" }, Subject), StringComparison.Ordinal);
        using var other = ApprovalKey.Create();
        Assert.Contains("not signed", new OrderVerifier(other, Agent, new FakeTimeProvider(Now)).FindRefusal(order, Subject), StringComparison.Ordinal);
    }

    private static string? Judge(OrderPayload payload, string subject)
    {
        using var key = ApprovalKey.Create();
        return new OrderVerifier(key, Agent, new FakeTimeProvider(Now)).FindRefusal(new ApprovalSigner(key).Sign(payload), subject);
    }
}
