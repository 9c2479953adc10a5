using System.Text;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Bytes as letters that people can type (RFC 4648, without padding).</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Bits = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 / Bits) + 1);
        int held = 0, count = 0;
        foreach (var value in bytes)
        {
            held = (held << 8) | value;
            for (count += 8; count >= Bits; count -= Bits) text.Append(Alphabet[(held >> (count - Bits)) & 31]);
            held &= (1 << count) - 1;
        }

        if (count > 0) text.Append(Alphabet[(held << (Bits - count)) & 31]);
        return text.ToString();
    }

    /// <summary>In groups of four.</summary>
    public static string Grouped(string text) => string.Join(' ', text.Chunk(4).Select(c => new string(c)));
}
