using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;

/// <summary>"Run 'df -h' on VM 100", "set the time zone of web-1 to Europe/Berlin", "create a user deploy on web-1", "mount 10.0.0.2:/media in app-server".</summary>
internal sealed class ShellFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => Kind(clause, draft) is not null;

    public void Plan(Clause clause, Draft draft)
    {
        var kind = Kind(clause, draft);
        clause.TakeFlag("fstab", "atonce", "running");
        if (!clause.Has(Slot.Guests) && clause.Facets.Exists(f => f is { Slot: Slot.Node, Role: "" or "every", IsUsed: false }))
        {
            OnNodes(clause, kind, draft);
            return;
        }

        if (kind == "service") Service(clause, draft);
        else if (kind == "line") Line(clause, draft);
        else if (kind == "group") Group(clause, draft);
        else if (kind == "command") Command(clause, draft);
        else if (kind == "update") Each(clause, draft, target => Recipes.Run("update", target, draft));
        else if (kind == "zone") Zone(clause, draft);
        else if (kind == "user") User(clause, draft);
        else if (kind == "key") Key(clause, draft);
        else Mount(clause, draft);
    }

    /// <summary>A command word for word; whether nodes take any is for the policy to say.</summary>
    private static void OnNodes(Clause clause, string? kind, Draft draft)
    {
        var nodes = clause.TakeAll(Slot.Node).SelectMany(f => f.Has("x") ? [f["x"]] : draft.Cluster.OnlineNodes.Select(n => n.Name.Value)).Distinct(StringComparer.Ordinal).ToList();
        var command = kind == "command" && clause.Is("run") ? (clause.Take(Slot.Command) ?? clause.Take(Slot.QuotedText))?.Value.Text : null;
        if (command is null) draft.Problem("Software and settings are for guests; on a node only a command is run that stands in the text word for word.");
        else if (CommandRules.IsRefused(command) || CommandRules.MayCutOff(command)) draft.Problem($"{Draft.Quote(command)} is a command that no plan runs on a node: it destroys, cuts the node off, changes what the API changes, or runs what nobody has read.");
        else foreach (var node in nodes) if (draft.Cluster.FindNode(node) is { } found) draft.Do(new Core.Plans.Steps.Shell.RunOnNode(found.Name, command, Check: null));
    }

    private static string? Kind(Clause clause, Draft draft)
    {
        if (draft.LastUser is not null && clause.Is("put", "add", "be") && clause.HasAny(Slot.SudoGroup, Slot.Member, Slot.Group)) return "group";
        if (clause.Is("run", "update") && clause.Has(Slot.Command)) return "command";
        if (clause.Is("reboot", "start", "stop") && clause.Has(Slot.Software) && (clause.Has(Slot.Guests) || draft.Last.Count > 0)) return "service";
        if (clause.Is("add", "put") && clause.HasAny(Slot.QuotedText, Slot.Command) && clause.Has(Slot.Path) && clause.Has(Slot.Guests) && clause.Unknown.Contains("line")) return "line";
        if (clause.Is("run") && clause.Has(Slot.QuotedText)) return "command";
        if ((clause.Is("update") || (clause.Is("run", "install") && clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "packages" && (f.Text.Contains("update", StringComparison.OrdinalIgnoreCase) || f.Text.Contains("upgrade", StringComparison.OrdinalIgnoreCase)))))
            && clause.HasObject("packages")
            && (clause.Has(Slot.Guests) || clause.Is("update")))
        {
            return "update";
        }

        if (clause.Is("update")
            && clause.Has(Slot.Guests)
            && !clause.HasAny(Slot.Cores, Slot.Memory, Slot.Disk, Slot.Size, Slot.Flag, Slot.Tags, Slot.Vlan, Slot.Ip, Slot.Bridge, Slot.Comment, Slot.CpuType)
            && !clause.HasObject("config", "notes", "permission", "nic"))
        {
            return "update";
        }

        if (clause.HasAny(Slot.ZoneName) && (clause.HasObject("timezone") || clause.Is("set"))) return "zone";
        if (clause.Is("create", "add", "mkuser")
            && (clause.Has(Slot.User) || clause.HasObject("user"))
            && clause.Has(Slot.Guests)
            && !clause.HasAny(Slot.Account, Slot.Cores, Slot.Memory, Slot.System, Slot.Role, Slot.Source, Slot.TemplateWord, Slot.Names)
            && Lookup.AreThere(clause, draft))
        {
            return "user";
        }

        if (clause.Is("add", "install", "put", "allow") && clause.Has(Slot.SshKey) && clause.Has(Slot.Guests) && Lookup.AreThere(clause, draft)) return "key";
        return clause.Is("mount") && clause.HasAny(Slot.Export, Slot.Share) ? "mount" : clause.Is("mount") && clause.Facets.Count(f => f.Slot == Slot.Path && !f.IsUsed) == 2 ? "bind" : null;
    }

    private static void Each(Clause clause, Draft draft, Action<Target> run)
    {
        clause.TakeObject("packages", "user", "group", "timezone", "storage");
        clause.TakeAll(Slot.PurposeWord);
        var isAll = clause.Facets.Exists(f => f.Guests is { IsAll: true });
        if (!clause.Has(Slot.Guests) && draft.Last.Count > 0)
        {
            foreach (var target in draft.Last) run(target);
            return;
        }

        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (isAll && draft.PowerOf(target) != GuestPower.Running) draft.Assume($"{target.Name} does not run and is left out.");
            else run(target);
        }
    }

    private static void Command(Clause clause, Draft draft)
    {
        var command = (clause.Take(Slot.Command) ?? clause.Take(Slot.QuotedText))?.Value.Text ?? "";
        if (CommandRules.IsRefused(command))
        {
            draft.Problem($"{Draft.Quote(command)} is a command that no plan runs: it destroys, or runs what nobody has read.");
            return;
        }

        if (clause.Take(f => f is { Slot: Slot.Path, Lead: "in" } || (f.Slot == Slot.Path && f.Text.StartsWith("in ", StringComparison.OrdinalIgnoreCase)))?["x"] is { } folder) command = $"cd {folder} && {(command.Contains(';', StringComparison.Ordinal) || command.Contains("||", StringComparison.Ordinal) ? $"({command})" : command)}";
        if (clause.Is("update")) command = command.Replace("apt upgrade", "apt-get -y upgrade", StringComparison.Ordinal).Replace("apt update", "apt-get update", StringComparison.Ordinal);
        Each(clause, draft, target => Recipes.RunCommand(command.Contains("apt upgrade", StringComparison.Ordinal) ? command.Replace("apt upgrade", "apt-get -y upgrade", StringComparison.Ordinal) : command, target, draft));
    }

    /// <summary>A public key that may log in: of root where nobody else is named.</summary>
    private static void Key(Clause clause, Draft draft)
    {
        var key = clause.Take(f => f is { Slot: Slot.SshKey, Role: "" })?["k"] ?? "";
        clause.TakeAll(Slot.SshKey);
        var user = clause.Take(Slot.SshUser)?["x"] ?? clause.Take(Slot.User)?["x"] ?? "root";
        if (key.Contains('\'', StringComparison.Ordinal) || !Names.IsMatch(user)) draft.Problem($"{Draft.Quote(user)} or the key is written in a way that no command takes.");
        else Each(clause, draft, target => Recipes.Run("ssh-key", target, draft, ("user", user), ("key", key)));
    }

    private static void Zone(Clause clause, Draft draft)
    {
        var zone = clause.Take(Slot.ZoneName)?["x"] ?? "";
        Each(clause, draft, target => Recipes.Run("timezone", target, draft, ("zone", zone)));
    }

    private static void User(Clause clause, Draft draft)
    {
        var user = (clause.Take(Slot.User)?["x"] ?? clause.Take(Slot.Names)?.Value.Text ?? clause.Subject ?? "").ToLowerInvariant();
        clause.Subject = null;
        var group = clause.Take(Slot.SudoGroup)?.Text.Split(' ')[0] ?? clause.Take(f => f.Slot is Slot.Group or Slot.Member)?["x"];
        if (clause.Take(Slot.Password) is not null) draft.RefusePassword("It is set within the guest, by a person.");
        if (!Names.IsMatch(user)) draft.Problem($"{Draft.Quote(user)} is no name of a user.");
        else if (clause.Take(Slot.Uid)?.Value.Number is { } number) Each(clause, draft, target => Recipes.Run("user-with-id", target, draft, ("user", user), ("uid", $"{(int)number}")));
        else Each(clause, draft, target => Recipes.Run(group is null ? "user" : "user-in-group", target, draft, ("user", user), ("group", group ?? "")));
        draft.LastUser = user;
    }

    /// <summary>"Add the line '…' to /etc/hosts": where it does not stand there yet.</summary>
    private static void Line(Clause clause, Draft draft)
    {
        clause.Unknown.Remove("line");
        var line = clause.Take(f => f.Slot is Slot.QuotedText or Slot.Command)?.Value.Text ?? "";
        var path = clause.Take(Slot.Path)?["x"] ?? "";
        if (line.AsSpan().IndexOfAny('\'', '\n') >= 0) draft.Problem($"{Draft.Quote(line)} is written in a way that no command takes.");
        else Each(clause, draft, target => Recipes.Run("line", target, draft, ("line", line), ("path", path)));
    }

    /// <summary>"Restart nginx on web-1": the service, not the guest.</summary>
    private static void Service(Clause clause, Draft draft)
    {
        var services = clause.TakeAll(Slot.Software).SelectMany(f => f.Value.Items.Count > 0 ? f.Value.Items : [f.Value.Text]).Select(s => s == "apache" ? "apache2" : s).ToList();
        var verb = clause.Is("reboot") ? "restart" : clause.Verb;
        if (services.Find(Recipes.IsCluster) is { } cluster)
        {
            draft.Ask($"{Draft.Quote(cluster)}: which service of the system is that, as in k3s or k3s-agent?");
            return;
        }

        Each(clause, draft, target =>
        {
            foreach (var service in services) Recipes.Run("service", target, draft, ("verb", verb), ("service", service));
        });
    }

    /// <summary>"… and put it in the sudo group": the user made just before.</summary>
    private static void Group(Clause clause, Draft draft)
    {
        var group = clause.Take(Slot.SudoGroup)?.Text.Split(' ')[0] ?? clause.Take(f => f.Slot is Slot.Group or Slot.Member)?["x"] ?? "";
        clause.TakeAll(Slot.Guests);
        clause.TakeObject("group", "user");
        foreach (var target in draft.Last) Recipes.Run("user-in-group", target, draft, ("user", draft.LastUser ?? ""), ("group", group));
    }

    private static readonly System.Text.RegularExpressions.Regex Names = new(@"\A[a-z_][a-z0-9_-]{0,31}\z", System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static void Mount(Clause clause, Draft draft)
    {
        var source = (clause.Take(Slot.Export) ?? clause.Take(Slot.Share))?["x"];
        var paths = clause.TakeAll(Slot.Path).Select(f => f["x"]).Where(p => p != "/etc/fstab").ToList();
        clause.TakeAll(Slot.StorageType);
        clause.Unknown.Remove("NAS");
        if (source is null && paths is [var host, var inside]) Bind(clause, host, inside, draft);
        else if (source is null || paths.Count != 1) draft.Ask("Where is it to be mounted?");
        else if (source.StartsWith("//", StringComparison.Ordinal)) draft.Ask($"The share {source} asks for an account: how is it to be reached? A password does not go into a plan.");
        else Each(clause, draft, target => Recipes.Run("mount-nfs", target, draft, ("source", source), ("path", paths[0])));
    }

    /// <summary>A folder of the node in a container: only root@pam may set that, so a command on the node does.</summary>
    private static void Bind(Clause clause, string host, string inside, Draft draft)
    {
        clause.Unknown.Remove("host");
        var isReadOnly = clause.TakeFlag("readonly");
        Each(clause, draft, target =>
        {
            if (target.Kind != GuestKind.Ct) draft.Problem($"{target.Name} is a VM: only containers take folders of their node.");
            else draft.DoLater(() => [BindMount.Of(target, host, inside, isReadOnly)]);
        });
    }
}
