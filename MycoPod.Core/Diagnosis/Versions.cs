using System.Runtime.InteropServices;

namespace MycoPod.Core.Diagnosis;

/// <summary>What runs here.</summary>
public static class Versions
{
    /// <param name="program">The release of MycoPod, as in <c>0.1.0</c>.</param>
    public static Finding OfThisHost(string program) =>
        Finding.Ok($"MycoPod {program}, .NET {Environment.Version}, {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}).");

    /// <summary>Whether the other half is of the same release.</summary>
    /// <param name="other">As in <c>Web</c>.</param>
    public static Finding Compare(string own, string other, string version) => own == version
        ? Finding.Ok($"{other} is of the same release.")
        : Finding.Warning($"{other} is MycoPod {version}, this host has {own}.", "Update the older of the two (mycopod update): releases next to each other work together, and no others.");
}
