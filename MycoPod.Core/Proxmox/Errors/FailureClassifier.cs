using System.Net;
using System.Security.Authentication;

namespace MycoPod.Core.Proxmox.Errors;

/// <summary>The one place that tells failures apart. Texts are those of Proxmox VE 8.4 (facts, annex B).</summary>
internal static class FailureClassifier
{
    /// <summary>Texts that say what a refusal means, wherever it comes from; the first that is found counts.</summary>
    private static readonly (string Part, FailureKind Kind)[] Texts =
    [
        // Neither says that what is asked for is gone: a disk may be unplugged, a node out of reach.
        ("unable to activate storage", FailureKind.Server),
        ("hostname lookup '", FailureKind.Server),
        ("already exists", FailureKind.ExistsAlready),
        ("already defined", FailureKind.ExistsAlready),
        ("already used", FailureKind.ExistsAlready),
        ("already a pool member", FailureKind.AlreadySo),
        ("already running", FailureKind.AlreadySo),
        ("not running", FailureKind.AlreadySo),
        ("already at specified size", FailureKind.AlreadySo),
        ("only root ", FailureKind.RootOnly),
        ("root@pam", FailureKind.RootOnly),
        ("not available with API token", FailureKind.RootOnly),
        ("does not exist", FailureKind.NotFound),
        ("no such ", FailureKind.NotFound),
        ("is locked", FailureKind.LockedByTask),
        ("can't lock file", FailureKind.Locked),
        ("got lock request timeout", FailureKind.Locked),
        ("no quorum", FailureKind.NoQuorum),
        ("checksum mismatch (file change by other user?)", FailureKind.StaleDigest),
        ("detected modified configuration", FailureKind.StaleDigest),

        // The worker did not report back: mostly it does not run, but nobody knows (bpg #1685).
        ("got no worker upid", FailureKind.UnknownOutcome),
    ];

    /// <summary>Whether a request that failed in this way certainly never reached the server.</summary>
    public static bool IsNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    /// <summary>A transport failure.</summary>
    public static ProxmoxException Of(HttpRequestException failure) => IsNeverSent(failure)
        ? new(FailureKind.NeverSent, $"The cluster cannot be reached: {(failure.InnerException as AuthenticationException ?? (Exception)failure).Message}", failure)
        : new(FailureKind.UnknownOutcome, $"The connection broke before an answer came: {failure.Message}", failure);

    /// <summary>An answer that is no success.</summary>
    /// <param name="reason">The status line's text, which carries the message where the body is empty.</param>
    public static ProxmoxException Of(HttpStatusCode status, string? reason, string body)
    {
        var answer = FailureAnswer.Read(reason, body);
        return new(Kind((int)status, answer), $"{answer.Text} ({(int)status})")
        {
            ParameterErrors = answer.ParameterErrors,
            Missing = status == HttpStatusCode.Forbidden ? MissingPrivilege.Find(answer.Text) : null,
        };
    }

    private static FailureKind Kind(int status, FailureAnswer answer) => status switch
    {
        400 => KindOf(answer.Text, FailureKind.ExistsAlready, FailureKind.RootOnly, FailureKind.NotFound) ?? FailureKind.Validation,
        401 => FailureKind.Authentication,
        403 => KindOf(answer.Text, FailureKind.RootOnly) ?? FailureKind.Permission,
        595 => FailureKind.NeverSent,
        596 or 597 or 599 or 502 or 504 => FailureKind.UnknownOutcome,
        501 => FailureKind.Server,
        >= 500 => KindOf(answer.Text, Enum.GetValues<FailureKind>()) ?? FailureKind.Server,
        _ => FailureKind.Server,
    };

    private static FailureKind? KindOf(string text, params ReadOnlySpan<FailureKind> expected)
    {
        foreach (var (part, kind) in Texts)
        {
            if (expected.Contains(kind) && text.Contains(part, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return null;
    }
}
