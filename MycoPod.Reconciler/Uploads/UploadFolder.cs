using System.Collections.Concurrent;
using System.Security.Cryptography;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Uploads;

/// <summary>The folder on the Agent's host whose files steps may send to a storage. What is in it is named by its size and SHA-256, and only that is sent.</summary>
internal sealed class UploadFolder
{
    private readonly string path;
    private readonly ConcurrentDictionary<(string Name, long Size, DateTime WrittenAt), string> hashes = new();

    public UploadFolder(string path)
    {
        this.path = path;
        if (!Directory.Exists(path)) Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The files whose name stands in a text; the others are not read, which takes its time with large ones.</summary>
    public IReadOnlyList<FileToSend> NamedIn(string text) =>
        [.. Directory.EnumerateFiles(path).Select(p => Path.GetFileName(p)).Where(n => text.Contains(n, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Find).OfType<FileToSend>()];

    /// <summary>What has to be done before a call can be sent, or null.</summary>
    public string? Lacking(ApiCall call) => call.File is { } file && Find(file.Name) != file ? file.Lacking : null;

    /// <summary>Opens the very file that a step names.</summary>
    /// <exception cref="FormatException">It is not there, or another one is.</exception>
    public Stream Open(FileToSend wanted)
    {
        if (Find(wanted.Name) != wanted) throw new FormatException($"{wanted.Lacking} Nothing was sent.");
        return File.OpenRead(Path.Combine(path, wanted.Name));
    }

    /// <returns>Null where there is none, or none that the Agent may read.</returns>
    private FileToSend? Find(string name)
    {
        var file = new FileInfo(Path.Combine(path, name));
        if (Path.GetFileName(name) != name || !file.Exists || file.LinkTarget is not null) return null;
        try
        {
            return new(name, file.Length, hashes.GetOrAdd((name, file.Length, file.LastWriteTimeUtc), _ => Hash(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Hash(FileInfo file)
    {
        using var content = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
