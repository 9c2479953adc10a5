namespace MycoPod.Tests.Installation;

/// <summary>How a script ended, and all that it printed.</summary>
internal sealed record InstallerRun(int Status, string Output);
