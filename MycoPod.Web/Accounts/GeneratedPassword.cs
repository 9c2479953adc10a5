using System.Security.Cryptography;

namespace MycoPod.Web.Accounts;

/// <summary>A password for someone to type once: 20 characters without look-alikes, about 115 bits.</summary>
internal static class GeneratedPassword
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, 20);
}
