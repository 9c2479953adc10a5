using System.Security.Cryptography;
using MycoPod.Core.Approvals;

namespace MycoPod.Web.Approvals;

/// <summary>Web's private approval key: a PEM file of mode 0600 in the state directory, made on first use, never in the database.</summary>
internal static class ApprovalKeyFile
{
    public const string Name = "approval-key.pem";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public static ECDsa Open(string stateDirectory)
    {
        Directory.CreateDirectory(stateDirectory, OwnerOnly | UnixFileMode.UserExecute);
        var path = Path.Combine(stateDirectory, Name);
        if (!File.Exists(path)) Create(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new IOException($"{path} holds no private key that can be used. Restore it from a backup; the Agent trusts only that key.", e);
        }
    }

    private static void Create(string path)
    {
        using var key = ApprovalKey.Create();
        var fresh = $"{path}.{Environment.ProcessId}";
        using (var file = new StreamWriter(new FileStream(fresh, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly })))
        {
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of this host was first; its key is the one.
            File.Delete(fresh);
        }
    }
}
