using System.Security.Cryptography;

namespace MycoPod.Web.Data.KeyRing;

/// <summary>
/// Seals the keys of cookies and of authenticators, which lie in the database, with a secret that does not: a file of mode 0600 in
/// the state directory, made on first use and read once, when Web starts.
/// </summary>
internal sealed class KeyRingSecret
{
    public const string Name = "key-ring.secret";

    private const int Length = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] secret;

    private KeyRingSecret(byte[] secret) => this.secret = secret;

    /// <exception cref="IOException">The file is not whole, or others than its owner may use it.</exception>
    public static KeyRingSecret Open(string stateDirectory)
    {
        Directory.CreateDirectory(stateDirectory, OwnerOnly | UnixFileMode.UserExecute);
        var path = PathIn(stateDirectory);
        if (!File.Exists(path)) Create(path);
        if ((File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None)
            throw new IOException($"{path} can be used by others than its owner. See who has read it; then run: chmod 600 {path}");
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == Length
            ? new(bytes)
            : throw new IOException($"{path} is not whole. Restore it from a backup, or delete it: then everybody logs in anew and second factors are to be reset.");
    }

    public static bool Exists(string stateDirectory) => File.Exists(PathIn(stateDirectory));

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var result = new byte[NonceLength + TagLength + plain.Length];
        var nonce = result.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(secret, TagLength);
        cipher.Encrypt(nonce, plain, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength));
        return result;
    }

    /// <exception cref="CryptographicException">It was sealed with another secret, or is not whole.</exception>
    public byte[] Open(ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceLength + TagLength) throw new CryptographicException("What is sealed is not whole.");
        var plain = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(secret, TagLength);
        cipher.Decrypt(box[..NonceLength], box[(NonceLength + TagLength)..], box.Slice(NonceLength, TagLength), plain);
        return plain;
    }

    private static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, Name);

    private static void Create(string path)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));

            // On the disk before anything is sealed with it.
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of this host was first; its secret is the one.
            File.Delete(fresh);
        }
    }
}
