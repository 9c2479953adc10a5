using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Backs a guest up now. Older backups stay, whatever the storage's own rules would prune.</summary>
/// <param name="Mode">snapshot (it goes on running), suspend, or stop.</param>
public sealed record BackUpGuest(GuestReference Guest, string Storage, string Mode) : GuestStep, IActingStep
{
    public const string KindName = "back-up-guest";

    private const int MaxNotes = 800;

    /// <summary>Text of the backup's notes, before the mark; no double braces, which Proxmox fills in.</summary>
    public string? Notes { get; init; }

    /// <summary>Whether no rule prunes it, and nobody removes it before that is taken away.</summary>
    public bool? Protected { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new(null, "backed up");

    public override string Title => $"Back up {Guest.Name} to {Storage}{(Mode == "snapshot" ? "" : $", mode {Mode}")}{(Protected == true ? ", protected" : "")}{(Notes is null ? "" : $", notes \"{Names.OneLine(Notes)}\"")}";

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Backup"), Need.OnStorage(Storage, "Datastore.AllocateSpace")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        $"/nodes/{Guest.Node}/vzdump",
        [new("vmid", names.IdOf(Guest)), new("storage", Storage), new("mode", Mode), new("compress", "zstd"), new("remove", "0"), new("notes-template", Notes is null ? names.MarkerOf(number) : $"{Notes} {names.MarkerOf(number)}"), .. Protected == true ? [KeyValuePair.Create("protected", "1")] : Array.Empty<KeyValuePair<string, string>>()],
        Task(names, "vzdump", "vzdump"));

    public override string Done(ICallNames names) => $"{Guest.Name} is backed up on {Storage}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        foreach (var problem in NewGuest.CheckNotes(Notes)) yield return problem;
        if (Notes?.Length > MaxNotes || Notes?.Any(c => char.IsControl(c) || c is '{' or '}' or '\\') == true) yield return $"The notes of a backup are one line of at most {MaxNotes} characters, without braces and backslashes.";
        if (Mode is not ("snapshot" or "suspend" or "stop")) yield return $"'{Mode}' is no way to back up: snapshot, suspend or stop.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => [.. cluster.CheckGuest(Guest), .. cluster.CheckStorage(Guest.Node, Storage, "backup")];
}
