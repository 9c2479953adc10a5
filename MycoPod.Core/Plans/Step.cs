using System.Text.Json.Serialization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans;

/// <summary>
/// One typed step: arguments alone. Title, note and risk are worked out here from the arguments, so that what is shown,
/// what is approved and what is sent cannot differ. Each step is one request or command that changes something, or a wait.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CreateContainer), CreateContainer.KindName)]
[JsonDerivedType(typeof(CreateVm), CreateVm.KindName)]
[JsonDerivedType(typeof(CloneGuest), CloneGuest.KindName)]
[JsonDerivedType(typeof(ConvertToTemplate), ConvertToTemplate.KindName)]
[JsonDerivedType(typeof(StartGuest), StartGuest.KindName)]
[JsonDerivedType(typeof(StopGuest), StopGuest.KindName)]
[JsonDerivedType(typeof(ShutDownGuest), ShutDownGuest.KindName)]
[JsonDerivedType(typeof(RebootGuest), RebootGuest.KindName)]
[JsonDerivedType(typeof(SuspendGuest), SuspendGuest.KindName)]
[JsonDerivedType(typeof(ResumeGuest), ResumeGuest.KindName)]
[JsonDerivedType(typeof(ConfigureGuest), ConfigureGuest.KindName)]
[JsonDerivedType(typeof(ResizeDisk), ResizeDisk.KindName)]
[JsonDerivedType(typeof(AddDisk), AddDisk.KindName)]
[JsonDerivedType(typeof(MoveDisk), MoveDisk.KindName)]
[JsonDerivedType(typeof(DetachDisk), DetachDisk.KindName)]
[JsonDerivedType(typeof(DeleteDisk), DeleteDisk.KindName)]
[JsonDerivedType(typeof(MigrateGuest), MigrateGuest.KindName)]
[JsonDerivedType(typeof(DeleteGuest), DeleteGuest.KindName)]
[JsonDerivedType(typeof(CreateSnapshot), CreateSnapshot.KindName)]
[JsonDerivedType(typeof(RollBackSnapshot), RollBackSnapshot.KindName)]
[JsonDerivedType(typeof(DeleteSnapshot), DeleteSnapshot.KindName)]
[JsonDerivedType(typeof(BackUpGuest), BackUpGuest.KindName)]
[JsonDerivedType(typeof(RestoreGuest), RestoreGuest.KindName)]
[JsonDerivedType(typeof(RestoreOverGuest), RestoreOverGuest.KindName)]
[JsonDerivedType(typeof(PruneBackups), PruneBackups.KindName)]
[JsonDerivedType(typeof(AddToken), AddToken.KindName)]
[JsonDerivedType(typeof(AddStorage), AddStorage.KindName)]
[JsonDerivedType(typeof(ConfigureStorage), ConfigureStorage.KindName)]
[JsonDerivedType(typeof(DeleteVolume), DeleteVolume.KindName)]
[JsonDerivedType(typeof(DownloadFile), DownloadFile.KindName)]
[JsonDerivedType(typeof(UploadFile), UploadFile.KindName)]
[JsonDerivedType(typeof(DownloadTemplate), DownloadTemplate.KindName)]
[JsonDerivedType(typeof(RemoveStorage), RemoveStorage.KindName)]
[JsonDerivedType(typeof(AddInterface), AddInterface.KindName)]
[JsonDerivedType(typeof(AddSdnSubnet), AddSdnSubnet.KindName)]
[JsonDerivedType(typeof(AddSdnVnet), AddSdnVnet.KindName)]
[JsonDerivedType(typeof(AddSdnZone), AddSdnZone.KindName)]
[JsonDerivedType(typeof(ApplyNetwork), ApplyNetwork.KindName)]
[JsonDerivedType(typeof(ApplySdn), ApplySdn.KindName)]
[JsonDerivedType(typeof(ConfigureInterface), ConfigureInterface.KindName)]
[JsonDerivedType(typeof(RemoveInterface), RemoveInterface.KindName)]
[JsonDerivedType(typeof(RemoveSdn), RemoveSdn.KindName)]
[JsonDerivedType(typeof(RevertNetwork), RevertNetwork.KindName)]
[JsonDerivedType(typeof(AddFirewallAlias), AddFirewallAlias.KindName)]
[JsonDerivedType(typeof(AddFirewallGroup), AddFirewallGroup.KindName)]
[JsonDerivedType(typeof(AddFirewallRule), AddFirewallRule.KindName)]
[JsonDerivedType(typeof(AddFirewallSet), AddFirewallSet.KindName)]
[JsonDerivedType(typeof(AddToFirewallSet), AddToFirewallSet.KindName)]
[JsonDerivedType(typeof(ConfigureFirewall), ConfigureFirewall.KindName)]
[JsonDerivedType(typeof(RemoveFirewallRule), RemoveFirewallRule.KindName)]
[JsonDerivedType(typeof(AddGroup), AddGroup.KindName)]
[JsonDerivedType(typeof(AddRole), AddRole.KindName)]
[JsonDerivedType(typeof(AddUser), AddUser.KindName)]
[JsonDerivedType(typeof(Grant), Grant.KindName)]
[JsonDerivedType(typeof(RemoveAccess), RemoveAccess.KindName)]
[JsonDerivedType(typeof(RemoveToken), RemoveToken.KindName)]
[JsonDerivedType(typeof(ConfigureUser), ConfigureUser.KindName)]
[JsonDerivedType(typeof(ConfigureGroup), ConfigureGroup.KindName)]
[JsonDerivedType(typeof(ConfigureRole), ConfigureRole.KindName)]
[JsonDerivedType(typeof(AddBackupJob), AddBackupJob.KindName)]
[JsonDerivedType(typeof(ConfigureBackupJob), ConfigureBackupJob.KindName)]
[JsonDerivedType(typeof(AddHaGroup), AddHaGroup.KindName)]
[JsonDerivedType(typeof(AddPool), AddPool.KindName)]
[JsonDerivedType(typeof(AddReplication), AddReplication.KindName)]
[JsonDerivedType(typeof(AddToHa), AddToHa.KindName)]
[JsonDerivedType(typeof(RemoveFromHa), RemoveFromHa.KindName)]
[JsonDerivedType(typeof(RemoveJob), RemoveJob.KindName)]
[JsonDerivedType(typeof(RemovePool), RemovePool.KindName)]
[JsonDerivedType(typeof(SetPool), SetPool.KindName)]
[JsonDerivedType(typeof(CallApi), CallApi.KindName)]
[JsonDerivedType(typeof(RunInGuest), RunInGuest.KindName)]
[JsonDerivedType(typeof(RunOnNode), RunOnNode.KindName)]
[JsonDerivedType(typeof(WaitForGuest), WaitForGuest.KindName)]
public abstract record Step
{
    /// <summary>The word in <c>plan.json</c>, as in <c>create-container</c>.</summary>
    public abstract string Kind { get; }

    public abstract Risk Risk { get; }

    /// <summary>One line for people, as in "Start web-1".</summary>
    public abstract string Title { get; }

    /// <summary>What it does, for counting.</summary>
    public abstract Effect Effect { get; }

    /// <summary>What is lost for good where the step destroys, as in "container pihole (101) on pve1 with its disks".</summary>
    public virtual string? Loses => null;

    /// <summary>The guest it makes or changes; null where it is about something else.</summary>
    public virtual GuestReference? Target => null;

    /// <summary>What it is about, for searching: a guest's name, or as in "storage backups".</summary>
    public virtual string Subject => Target?.Name ?? "";

    /// <summary>The node it works on; null where that is the cluster as a whole.</summary>
    public virtual NodeName? Place => Target?.Node;

    /// <summary>What makes it so.</summary>
    /// <param name="number">The step's place in its plan, from 1.</param>
    public abstract StepCall Call(int number, ICallNames names);

    /// <summary>The technical note: all that is sent or run for it, as it will be.</summary>
    /// <param name="number">The step's place in its plan, from 1.</param>
    public virtual string Note(int number, ICallNames names) => Call(number, names).Note;

    /// <summary>The parameter that makes the server refuse a change of what was changed meanwhile; none where that has no digest.</summary>
    protected static IEnumerable<KeyValuePair<string, string>> Digest(int number, ICallNames names) =>
        names.Read(number, "digest") is { } digest ? [new("digest", digest)] : [];

    /// <summary>The privileges its request asks for.</summary>
    public abstract IReadOnlyList<Need> Needs { get; }

    /// <summary>What is now so, in a few words for the log.</summary>
    public abstract string Done(ICallNames names);

    /// <summary>What is wrong with the arguments whatever the cluster looks like. Limits are those of the Proxmox VE 8.4 API schema.</summary>
    public virtual IEnumerable<string> CheckArguments() => [];

    /// <summary>What is wrong on the cluster as the steps before leave it.</summary>
    public virtual IEnumerable<string> CheckOn(PlannedCluster cluster) => [];

    /// <summary>Writes down what later steps may count on.</summary>
    public virtual void ApplyTo(PlannedCluster cluster)
    {
    }
}
