using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>Reference material beside the repository; tests that need it are skipped where it is absent.</summary>
internal static class SharedFolder
{
    public static string Require(params string[] path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "MycoPod.sln")))
            root = root.Parent;

        var found = Path.GetFullPath(Path.Combine([root?.FullName ?? ".", "..", "shared", .. path]));
        Assert.SkipUnless(Path.Exists(found), $"no reference material at {found}");
        return found;
    }
}
