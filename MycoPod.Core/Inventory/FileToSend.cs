namespace MycoPod.Core.Inventory;

/// <summary>A file of the Agent's uploads folder that steps may send.</summary>
/// <param name="Name">Without a path.</param>
/// <param name="Sha256">64 lower hexadecimal digits: exactly this content is sent.</param>
public sealed record FileToSend(string Name, long SizeBytes, string Sha256)
{
    /// <summary>What has to be done where the folder holds no such file.</summary>
    public string Lacking => $"The Agent's uploads folder holds no {Name} of {SizeBytes} bytes with the SHA-256 {Sha256}. Put the file there, and preview again.";
}
