using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Codes that change every 30 seconds (RFC 6238: SHA-1, six digits), as authenticator apps make them.</summary>
/// <remarks>Identity's own check does not tell which step a code was of, and without it a code could be used twice.</remarks>
internal static class Totp
{
    public const int KeyLength = 20;
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>Clocks differ, and typing takes time: one step before and after.</summary>
    private const int Tolerance = 1;

    private const int Modulus = 1_000_000;

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what the apps speak; as a keyed hash it holds.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fff_ffff;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that the code is of, near now; null where it is wrong.</summary>
    public static long? FindStep(ReadOnlySpan<byte> key, string code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(c => !char.IsWhiteSpace(c))));
        long? found = null;
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(CodeOf(key, step)))) found = step;
        }

        return found;
    }
}
