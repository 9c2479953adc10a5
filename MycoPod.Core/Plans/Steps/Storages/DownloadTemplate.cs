using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Lets a node fetch a container template from the list that Proxmox keeps, with its checksum.</summary>
/// <param name="Template">As the list names it, as in debian-12-standard_12.7-1_amd64.tar.zst.</param>
public sealed record DownloadTemplate(NodeName Node, string Storage, string Template) : ResourceStep
{
    public const string KindName = "download-template";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("template", "downloaded");

    public override string Noun => $"template {Volume}";

    public override string Subject => Template;

    public override NodeName? Place => Node;

    public override string Title => $"Download the container template {Template} to {Storage} on {Node}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/storage/{Storage}/content", "volid", Volume);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [];

    public override IReadOnlyList<Need> Needs => [Need.OnStorage(Storage, "Datastore.AllocateTemplate")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", $"/nodes/{Node}/aplinfo", Parameters(("storage", Storage), ("template", Template)), new StartedTask(Node, "download", id: null));

    public override string Done(ICallNames names) => $"{Volume} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (!Names.IsTemplateVolume(Volume) || Template.Length > 255) yield return $"'{Template}' is no name of a template.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => [.. cluster.CheckNode(Node), .. cluster.CheckStorage(Node, Storage, "vztmpl")];

    public override void ApplyTo(PlannedCluster cluster) => cluster.AddVolume(Node, Volume);

    private string Volume => $"{Storage}:vztmpl/{Template}";
}
