using System.Security.Cryptography;
using System.Text;

namespace MycoPod.Sandbox.State;

/// <summary>SHA-1 of a configuration file, which clients hand back to guard their changes.</summary>
internal static class Digests
{
    public static string Of(IEnumerable<object> parts)
    {
#pragma warning disable CA5350 // The server's digests are SHA-1; they notice changes and protect nothing.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }
}
