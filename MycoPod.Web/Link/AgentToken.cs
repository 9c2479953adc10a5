using System.Security.Cryptography;
using System.Text;

namespace MycoPod.Web.Link;

/// <summary>The secret an Agent shows. Web keeps its digest only.</summary>
internal static class AgentToken
{
    public const string Scheme = "Agent";

    public static string Create() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    public static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string token, byte[] digest) => CryptographicOperations.FixedTimeEquals(DigestOf(token), digest);
}
