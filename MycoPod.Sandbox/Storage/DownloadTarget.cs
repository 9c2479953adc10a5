using System.Text.RegularExpressions;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

/// <summary>The file that a download or an upload makes: its name must fit what it is to be.</summary>
internal sealed partial record DownloadTarget(string Storage, string? Node, string Content, string FileName, string Folder)
{
    public string VolumeId => $"{Storage}:{Content}/{FileName}";

    public string Path => $"{Folder}/{FileName}";

    public static DownloadTarget Of(StorageDefinition storage, string node, string content, string wanted)
    {
        var name = Unsafe().Replace(wanted[(wanted.LastIndexOfAny(['/', '\\']) + 1)..], "_");
        var isRight = content switch
        {
            "iso" => Iso().IsMatch(name),
            "vztmpl" => Template().IsMatch(name),
            _ => Image().IsMatch(name),
        };
        return isRight
            ? new(storage.Id, storage.IsShared ? null : node, content, name, VolumePaths.FolderOf(storage, content))
            : throw ApiException.BadParameter("filename", content == "import" ? "invalid filename or wrong extension" : "wrong file extension");
    }

    public Volume Made(long size, DateTimeOffset at, string? checksum) =>
        new(VolumeId, Content, Content == "vztmpl" ? "" : FileName[(FileName.LastIndexOf('.') + 1)..], size, at) { Node = Node, Checksum = checksum };

    [GeneratedRegex("[^a-zA-Z0-9_.-]")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"^.+\.(iso|img)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^.+\.tar\.(gz|xz|zst|bz2)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Template();

    [GeneratedRegex(@"^[a-zA-Z0-9_.+=-]+\.(ova|qcow2|raw|vmdk)\z")]
    private static partial Regex Image();
}
