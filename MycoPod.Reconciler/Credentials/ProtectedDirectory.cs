using System.Text;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The directory of mode 0700 that holds what only the Agent may know.</summary>
internal sealed class ProtectedDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public ProtectedDirectory(string path)
    {
        Path = path;
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    /// <summary>Writes a file of mode 0600, whole or not at all.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var target = System.IO.Path.Combine(Path, name);
        var temporary = $"{target}.new";
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>The content of a file, or null where there is none.</summary>
    public byte[]? Find(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>Adds to a file of mode 0600, which is made where there is none. It is on the disk when this returns.</summary>
    public void Append(string name, string text)
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, name), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Takes a file away, where there is one.</summary>
    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));
}
