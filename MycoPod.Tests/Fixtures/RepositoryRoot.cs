namespace MycoPod.Tests.Fixtures;

/// <summary>The folder that holds MycoPod.sln.</summary>
internal static class RepositoryRoot
{
    public static readonly string Path = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MycoPod.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("MycoPod.sln is in no folder above the tests.");
    }
}
