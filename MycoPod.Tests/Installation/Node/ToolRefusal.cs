namespace MycoPod.Tests.Installation.Node;

/// <summary>What the real tool says before it ends with 255.</summary>
/// <param name="isMistake">The call could never have been right: the test that made it fails.</param>
internal sealed class ToolRefusal(string message, bool isMistake = false) : Exception(message)
{
    public bool IsMistake => isMistake;
}
