using System.Security.Cryptography;
using System.Text;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Codes for who has lost the device: 16 characters without look-alikes, 79 bits each, kept as digests.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    private const int Length = 16;
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => Grouped(RandomNumberGenerator.GetString(Alphabet, Length)))];

    /// <summary>Null where it cannot be a code. Blanks, hyphens and capitals make no difference.</summary>
    public static string? DigestOf(Guid account, string code)
    {
        var plain = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return plain.Length == Length ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account:N} {plain}"))) : null;
    }

    private static string Grouped(string text) => string.Join('-', text.Chunk(4).Select(c => new string(c)));
}
