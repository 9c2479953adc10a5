using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Sends a file of the Agent's uploads folder to a storage. It is a CD image, a container template or a disk to import.</summary>
/// <param name="Content">iso, import or vztmpl.</param>
/// <param name="FileName">Its name in the folder and there; cloud images must end in .qcow2, .raw, .vmdk or .ova.</param>
/// <param name="SizeBytes">As planning saw it.</param>
/// <param name="Sha256">As planning saw it: another file of the name is not sent.</param>
public sealed record UploadFile(NodeName Node, string Storage, string Content, string FileName, long SizeBytes, string Sha256) : ResourceStep
{
    public const string KindName = "upload-file";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("file", "uploaded");

    public override string Noun => $"file {Volume}";

    public override string Subject => FileName;

    public override NodeName? Place => Node;

    public override string Title => $"Upload {FileName} ({DiskSize.Say(SizeBytes)}) from the Agent's uploads folder to {Storage} on {Node}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/storage/{Storage}/content", "volid", Volume);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("size", SizeBytes.ToString(CultureInfo.InvariantCulture))];

    public override IReadOnlyList<Need> Needs => [Need.OnStorage(Storage, "Datastore.AllocateTemplate")];

    /// <summary>The server compares the checksum before it puts the file in its place.</summary>
    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        $"/nodes/{Node}/storage/{Storage}/upload",
        Parameters(("content", Content), ("filename", FileName), ("checksum", Sha256), ("checksum-algorithm", "sha256")),
        new StartedTask(Node, "imgcopy", id: null))
    {
        File = File,
    };

    public override string Done(ICallNames names) => $"{Volume} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (Content is not ("iso" or "import" or "vztmpl")) yield return $"'{Content}' cannot be uploaded: iso, import or vztmpl.";
        else if (!Names.IsFile(Content, FileName) || FileName.StartsWith('.')) yield return $"'{FileName}' is no name of a file for {Content}: letters, digits, . _ and -, ending in {Names.EndingsOf(Content)}.";
        if (SizeBytes <= 0) yield return $"{FileName} is empty.";
        if (Sha256.Length != 64 || !Sha256.All(char.IsAsciiHexDigitLower)) yield return $"'{Sha256}' is no SHA-256 in small letters.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) =>
    [
        .. cluster.CheckNode(Node), .. cluster.CheckStorage(Node, Storage, Content),
        .. cluster.Inventory.Uploads?.Contains(File) == false ? new[] { File.Lacking } : [],
    ];

    public override void ApplyTo(PlannedCluster cluster) => cluster.AddVolume(Node, Volume);

    private FileToSend File => new(FileName, SizeBytes, Sha256);

    private string Volume => $"{Storage}:{Content}/{FileName}";
}
