using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Lets a node fetch a CD image, a cloud image or a container template from an address. With a checksum, a file of that name is compared by the server; without one there may be none.</summary>
/// <param name="Content">iso, import or vztmpl.</param>
/// <param name="FileName">Its name there; cloud images must end in .qcow2, .raw, .vmdk or .ova.</param>
/// <param name="Checksum">Hexadecimal, with its algorithm (md5, sha1, sha224, sha256, sha384, sha512); null for none.</param>
public sealed record DownloadFile(NodeName Node, string Storage, string Content, string FileName, string Url, string? Checksum, string? ChecksumAlgorithm) : ResourceStep
{
    public const string KindName = "download-file";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("file", "downloaded");

    public override string Noun => $"file {Volume}";

    public override string Subject => FileName;

    public override NodeName? Place => Node;

    public override string Title => $"Download {FileName} to {Storage} on {Node} from {Url}{(Checksum is null ? ", without a checksum" : "")}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/storage/{Storage}/content", "volid", Volume);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [];

    public override IReadOnlyList<Need> Needs => [Need.OnStorage(Storage, "Datastore.AllocateTemplate"), new($"/nodes/{Node}", "Sys.AccessNetwork", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        $"/nodes/{Node}/storage/{Storage}/download-url",
        Parameters(("content", Content), ("filename", FileName), ("url", Url), ("checksum", Checksum), ("checksum-algorithm", ChecksumAlgorithm)),
        new StartedTask(Node, "download", FileName));

    public override string Done(ICallNames names) => $"{Volume} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (Content is not ("iso" or "import" or "vztmpl")) yield return $"'{Content}' cannot be downloaded: iso, import or vztmpl.";
        else if (!Names.IsFile(Content, FileName)) yield return $"'{FileName}' is no name of a file for {Content}: letters, digits, . _ and -, ending in {Names.EndingsOf(Content)}.";
        if (!Names.IsWebAddress(Url)) yield return $"'{Url}' is no http or https address.";
        if ((Checksum is null) != (ChecksumAlgorithm is null)) yield return "A checksum and its algorithm go together.";
        if (ChecksumAlgorithm is not null and not ("md5" or "sha1" or "sha224" or "sha256" or "sha384" or "sha512")) yield return $"'{ChecksumAlgorithm}' is no algorithm for checksums.";
        if (Checksum is not null && (Checksum.Length is < 32 or > 128 || !Checksum.All(char.IsAsciiHexDigit))) yield return $"'{Checksum}' is no checksum.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) =>
    [
        .. cluster.CheckNode(Node), .. cluster.CheckStorage(Node, Storage, Content),
        .. Checksum is null && cluster.HasVolume(Node, Volume) ? new[] { $"{Node} has {Volume} already; without a checksum nobody can tell whether it is the file that is wanted." } : [],
    ];

    public override void ApplyTo(PlannedCluster cluster) => cluster.AddVolume(Node, Volume);

    private string Volume => $"{Storage}:{Content}/{FileName}";
}
