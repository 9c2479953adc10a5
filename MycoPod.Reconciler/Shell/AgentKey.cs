using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Shell;

/// <summary>The Agent's own key for VMs, made when it is first asked for. Cloud-init puts its public half in.</summary>
internal sealed class AgentKey(ProtectedDirectory directory)
{
    private const string FileName = "guest-key.pem";
    private const string Type = "ecdsa-sha2-nistp256";

    private readonly Lock gate = new();

    /// <summary>In PEM.</summary>
    public string PrivateKey
    {
        get
        {
            lock (gate)
            {
                if (directory.Find(FileName) is { } known) return Encoding.ASCII.GetString(known);
                using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var pem = key.ExportECPrivateKeyPem();
                directory.Write(FileName, Encoding.ASCII.GetBytes(pem));
                return pem;
            }
        }
    }

    /// <summary>As a line of <c>authorized_keys</c> (RFC 5656, 3.1).</summary>
    public string PublicKey
    {
        get
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(PrivateKey);
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            byte[] blob = [.. Field(Encoding.ASCII.GetBytes(Type)), .. Field("nistp256"u8), .. Field([4, .. point.X ?? [], .. point.Y ?? []])];
            return $"{Type} {Convert.ToBase64String(blob)} mycopod";
        }
    }

    private static byte[] Field(ReadOnlySpan<byte> content)
    {
        var field = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field.AsSpan(sizeof(int)));
        return field;
    }
}
