using System.Text.RegularExpressions;
using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Guests;

/// <summary>Plain OpenSSH lines, as containers want them. Machines want them escaped; their keys are unescaped before this looks at them.</summary>
internal static partial class PublicKeys
{
    public static void Require(string? keys)
    {
        var lines = keys?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (lines.Any(line => !line.StartsWith('#') && !Shape().IsMatch(line)))
            throw ApiException.Failure("SSH public key validation error");
    }

    [GeneratedRegex(@"^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+=*( .*)?\z")]
    private static partial Regex Shape();
}
