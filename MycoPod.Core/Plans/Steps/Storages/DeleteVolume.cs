using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Deletes a backup, a CD image or a template. Disks of guests have a step of their own.</summary>
/// <param name="Volume">As in local:backup/vzdump-lxc-101-2026_01_02-03_04_05.tar.zst.</param>
/// <param name="SizeBytes">As planning saw it, so that another file of the name is not meant.</param>
public sealed record DeleteVolume(NodeName Node, string Volume, long SizeBytes) : ResourceStep
{
    public const string KindName = "delete-volume";

    private static readonly string[] Contents = ["backup", "iso", "vztmpl", "import", "snippets"];

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("file", "deleted");

    public override string Noun => $"file {Volume}";

    public override string Subject => Names.FileOf(Volume);

    public override NodeName? Place => Node;

    public override string? Loses => $"{Noun} ({DiskSize.Say(SizeBytes)}) on {Node}";

    public override string Title => $"Delete {Loses}";

    public override IReadOnlyList<Field>? Seen => [new("size", SizeBytes.ToString(CultureInfo.InvariantCulture))];

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/storage/{Storage}/content", "volid", Volume);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [Need.OnStorage(Storage, "Datastore.Allocate")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("DELETE", $"/nodes/{Node}/storage/{Storage}/content/{Uri.EscapeDataString(Volume)}", new StartedTask(Node, "imgdel", id: null));

    public override string Done(ICallNames names) => $"{Volume} is deleted";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Array.Exists(Contents, content => Names.IsVolume(Volume, content))) yield return $"'{Volume}' is no backup, CD image, cloud image, template or snippet.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckNode(Node);

    private string Storage => Volume.Split(':')[0];
}
