using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Tests.Sandbox;
using MycoPod.Tests.Sandbox.Conformity;

namespace MycoPod.Tests.Proxmox;

/// <summary>Every failure that the real API code was recorded with, and the texts that its source holds beyond those.</summary>
public sealed partial class FailureClassifierTests
{
    /// <summary>What each recorded failure means; one that is not here is an answer of the server's own.</summary>
    private static readonly Dictionary<FailureKind, string[]> Recorded = new()
    {
        [FailureKind.Validation] = ["07-", "07b-", "24e-", "47b-", "67d-", "73-"],
        [FailureKind.Authentication] = ["02-", "03-", "04-", "05-", "15-", "62-", "63-", "64-"],
        [FailureKind.Permission] = ["06-", "06b-", "06d-", "47c-"],
        [FailureKind.RootOnly] = ["31f-", "66-"],
        [FailureKind.NotFound] = ["08-", "30g-", "47-", "69-", "71-", "72-", "73b-", "77-"],
        [FailureKind.ExistsAlready] = ["21-", "21b-", "30c-", "40c-", "43h3-", "78b-", "79b-"],
        [FailureKind.AlreadySo] = ["42-", "43d-"],
        [FailureKind.Locked] = ["48d-"],
        [FailureKind.LockedByTask] = ["31c-"],
        [FailureKind.StaleDigest] = ["24d-"],
        [FailureKind.Server] = ["09-", "09b-", "09c-", "25-", "30b-", "67b-", "70-", "82-", "84-", "85-", "86-"],
    };

    [Fact]
    public void Every_recorded_failure_is_told_apart()
    {
        var failures = Recording.Load(SharedFolder.Require("proxmox", "exchanges")).Where(e => e.IsApi && e.Status >= 400).ToList();
        Assert.True(failures.Count >= 40, $"only {failures.Count} failures");
        Assert.All(failures, e => Assert.Contains(Recorded[Classify(e).Kind], begin => e.Name.StartsWith(begin, StringComparison.Ordinal)));
    }

    [Fact]
    public void Parameter_errors_and_missing_permissions_are_data()
    {
        var failures = Recording.Load(SharedFolder.Require("proxmox", "exchanges")).ToDictionary(e => e.Name);
        var refused = Classify(failures["07-bad-parameter-400"]).ParameterErrors;
        Assert.Equal(["bogus", "memory", "vmid"], refused.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("invalid format - value does not look like a valid VM ID", refused["vmid"]);
        Assert.Equal("VM.Audit on /vms/100", Classify(failures["06-missing-permission-403"]).Missing?.ToString());
        Assert.Null(Classify(failures["06b-missing-permission-403-post"]).Missing);
        Assert.Null(Classify(failures["66-token-on-ticket-only-endpoint-403"]).Missing);
    }

    [Theory]
    [InlineData(500, "CT is locked (create)", FailureKind.LockedByTask)]
    [InlineData(500, "unable to activate storage 'usb' - directory '/mnt/usb' does not exist or is unreachable", FailureKind.Server)]
    [InlineData(500, "can't lock file '/run/lock/lxc/pve-config-200.lock' - got timeout", FailureKind.Locked)]
    [InlineData(500, "cfs-lock 'storage-nas' error: got lock request timeout", FailureKind.Locked)]
    [InlineData(500, "cluster not ready - no quorum?", FailureKind.NoQuorum)]
    [InlineData(500, "detected modified configuration - file changed by other user? Try again.", FailureKind.StaleDigest)]
    [InlineData(500, "snapshot name 's1' already used", FailureKind.ExistsAlready)]
    [InlineData(500, "only root can set 'args' config", FailureKind.RootOnly)]
    [InlineData(403, "Permission check failed (user != root@pam)", FailureKind.RootOnly)]
    [InlineData(403, "Permission check failed (/vms/100, VM.Config.Disk|VM.Config.CDROM)", FailureKind.Permission)]
    [InlineData(500, "got no worker upid - start worker failed", FailureKind.UnknownOutcome)]
    [InlineData(595, "Connection refused", FailureKind.NeverSent)]
    [InlineData(596, "Connection timed out", FailureKind.UnknownOutcome)]
    [InlineData(597, "", FailureKind.UnknownOutcome)]
    [InlineData(599, "", FailureKind.UnknownOutcome)]
    [InlineData(500, "Can't call method on an undefined value", FailureKind.Server)]
    public void Failures_that_were_not_recorded_are_told_apart_by_status_and_text(int status, string text, FailureKind kind)
    {
        var failure = FailureClassifier.Of((HttpStatusCode)status, text, body: "");
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, FailureKind.NeverSent)]
    [InlineData(HttpRequestError.NameResolutionError, FailureKind.NeverSent)]
    [InlineData(HttpRequestError.SecureConnectionError, FailureKind.NeverSent)]
    [InlineData(HttpRequestError.ResponseEnded, FailureKind.UnknownOutcome)]
    [InlineData(HttpRequestError.Unknown, FailureKind.UnknownOutcome)]
    public void Only_a_connection_that_was_never_made_is_known_to_have_done_nothing(HttpRequestError error, FailureKind kind) =>
        Assert.Equal(kind, FailureClassifier.Of(new HttpRequestException(error)).Kind);

    [Fact]
    public void Privileges_of_which_one_is_enough_are_told_one_by_one()
    {
        var missing = MissingPrivilege.Find("Permission check failed (/vms/100, VM.Config.Disk|VM.Config.CDROM)");
        Assert.Equal(("/vms/100", "VM.Config.Disk or VM.Config.CDROM on /vms/100"), (missing?.Path, missing?.ToString()));
    }

    [Fact]
    public void An_answer_of_something_else_than_Proxmox_is_a_failure_of_the_server()
    {
        Assert.Equal(FailureKind.UnknownOutcome, FailureClassifier.Of(HttpStatusCode.BadGateway, "Bad Gateway", "<html>").Kind);
        Assert.Equal((FailureKind.Server, "Nope (500)"), FailureClassifier.Of(HttpStatusCode.InternalServerError, "Nope", "[1]") is var e ? (e.Kind, e.Message) : default);
    }

    private static ProxmoxException Classify(RecordedExchange exchange) => FailureClassifier.Of((HttpStatusCode)exchange.Status, exchange.Reason, Body().Replace(exchange.Body, ""));

    /// <summary>Answers without JSON came with an empty body.</summary>
    [GeneratedRegex(@"\A\s+\z")]
    private static partial Regex Body();
}
