using System.Text;

namespace MycoPod.Core.Link;

/// <summary>Puts a file into the Agent's protected directory.</summary>
/// <param name="Sealed">The file's bytes, sealed to the Agent's key for this kind (<see cref="ContextOf"/>).</param>
/// <param name="SetBy">User name of the Admin.</param>
public sealed record StoreFileRequest(ConfigurationFileKind Kind, byte[] Sealed, string SetBy)
{
    /// <summary>The largest file that makes sense, in bytes.</summary>
    public const int MaxFileBytes = 64 * 1024;

    /// <summary>What a box is sealed for.</summary>
    public static byte[] ContextOf(ConfigurationFileKind kind) => Encoding.ASCII.GetBytes($"mycopod-file/{kind}");
}
