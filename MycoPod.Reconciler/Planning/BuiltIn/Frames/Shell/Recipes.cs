using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;

/// <summary>The recipes of <c>recipes.txt</c>: commands by family of systems, each with a check where there is one.</summary>
internal static class Recipes
{
    private static readonly string[] RedHats = ["fedora", "rocky", "alma", "centos"];
    private static readonly string[] Clusters = ["kubernetes", "k3s-cluster", "swarm"];
    private static readonly Dictionary<string, Dictionary<string, string>> Known = Read(Lexicon.Resource("recipes.txt"));

    /// <summary>Whether it takes several guests that join each other.</summary>
    public static bool IsCluster(string software) => Clusters.Contains(software);

    public static bool Has(string name) => Known.ContainsKey(name);

    /// <summary>Runs a recipe in a guest.</summary>
    public static void Run(string name, Target target, Draft draft, params IReadOnlyList<(string Name, string Value)> values)
    {
        if (!Ready(target, draft)) return;
        var recipe = Known[name];
        var family = FamilyOf(target, draft);
        if ((recipe.GetValueOrDefault(family) ?? recipe.GetValueOrDefault("any")) is not { } command)
        {
            draft.Problem($"How {name} is done on {family} systems is not known ({target.Name}).");
            return;
        }

        var check = recipe.GetValueOrDefault("check");
        draft.DoLater(() => [RunInGuest.In(target.Reference, Fill(command, values), check is null ? null : Fill(check, values))]);
    }

    /// <summary>Runs a command as written.</summary>
    public static void RunCommand(string command, Target target, Draft draft)
    {
        if (Ready(target, draft)) draft.DoLater(() => [RunInGuest.In(target.Reference, command)]);
    }

    /// <summary>Makes the first guest the server and joins the others to it.</summary>
    public static void Join(string software, IReadOnlyList<Target> guests, Draft draft)
    {
        var (first, next) = software == "swarm" ? ("swarm-manager", "swarm-worker") : ("k3s-server", "k3s-worker");
        if (guests.Count == 0) return;
        draft.Assume($"{guests[0].Name} is the {(software == "swarm" ? "manager" : "k3s server")}, {string.Join(", ", guests.Skip(1).Select(g => g.Name))} join it. The join token goes from it to them within their network, over HTTP, for an hour; it stands in no plan.");
        Run(first, guests[0], draft);
        foreach (var guest in guests.Skip(1)) Run(next, guest, draft, ("server", AddressOf(guests[0], draft)));
    }

    private static string AddressOf(Target server, Draft draft)
    {
        if (server.Made?.Spec.Address is { } address && address != "dhcp") return address.Split('/')[0];
        draft.Assume($"{server.Name} is reached by its name: the network's name server has to know it.");
        return server.Name;
    }

    /// <summary>A command needs a running guest; one that the plan makes is started and waited for.</summary>
    private static bool Ready(Target target, Draft draft)
    {
        if (target.Made is { } made)
        {
            if (!made.IsStarted && made.MayStart) draft.Assume($"{made.Name} is started, as commands run in it.");
            (made.IsStarted, made.IsWaitedFor) = (made.MayStart, true);
            if (!made.MayStart) draft.Problem($"Commands need {made.Name} to run, and the text says not to start it.");
            return made.MayStart;
        }

        if (draft.PowerOf(target) != GuestPower.Running) draft.Ask($"{target.Name} does not run, and commands need it to. Is it to be started?", $"start {target.Name} first");
        else if (target is { Kind: GuestKind.Vm, Existing: { } vm } && vm.Settings.GetValueOrDefault("agent")?.Split(',')[0] is not ("1" or "enabled=1")) draft.Problem($"{target.Name} has no guest agent switched on, by which commands get into a VM.");
        else return true;
        return false;
    }

    private static string FamilyOf(Target target, Draft draft)
    {
        var text = (target.Existing?.Kind == GuestKind.Ct ? target.Existing.Settings.GetValueOrDefault("ostype") : null) ?? target.Made?.Volume ?? target.Made?.Source?.Name ?? target.Made?.Spec.System ?? target.Name;
        if (text.Contains("alpine", StringComparison.OrdinalIgnoreCase)) return "alpine";
        if (RedHats.Any(s => text.Contains(s, StringComparison.OrdinalIgnoreCase))) return "redhat";
        if (!text.Contains("debian", StringComparison.OrdinalIgnoreCase) && !text.Contains("ubuntu", StringComparison.OrdinalIgnoreCase)) draft.Assume($"{target.Name} is taken to run Debian or Ubuntu.");
        return "debian";
    }

    private static string Fill(string command, IReadOnlyList<(string Name, string Value)> values) =>
        values.Aggregate(command, (text, value) => text.Replace($"{{{value.Name}}}", value.Value, StringComparison.Ordinal));

    private static Dictionary<string, Dictionary<string, string>> Read(string text)
    {
        Dictionary<string, Dictionary<string, string>> recipes = new(StringComparer.Ordinal);
        Dictionary<string, string> current = new(StringComparer.Ordinal);
        foreach (var line in Lexicon.Lines(text))
        {
            if (line.StartsWith('[')) recipes[line.Trim('[', ']')] = current = new(StringComparer.Ordinal);
            else if (line.Split(": ", 2) is [var family, var command]) current[family] = command;
        }

        return recipes;
    }
}
