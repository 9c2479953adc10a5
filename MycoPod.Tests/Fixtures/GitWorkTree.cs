namespace MycoPod.Tests.Fixtures;

/// <summary>A clone on disk, worked on with git itself.</summary>
internal sealed class GitWorkTree(string folder) : IDisposable
{
    public string Folder => folder;

    public void Write(string path, byte[] content)
    {
        var file = System.IO.Path.Combine(folder, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file) ?? folder);
        File.WriteAllBytes(file, content);
    }

    /// <summary>Commits everything and pushes.</summary>
    /// <returns>The new commit's id.</returns>
    public async Task<string> PushAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=mallory", "-c", "user.email=mallory@example.org", "commit", "--quiet", "--message", message);
        await GitAsync("push", "--quiet", "origin", "HEAD:main");
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    public Task<string> GitAsync(params IReadOnlyList<string> arguments) => Command.RunInAsync(folder, "git", arguments);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
