using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Several guests that make one thing: "three VMs for a Kubernetes cluster", "1 manager and 2 workers".</summary>
internal sealed class ClusterPlan(string software)
{
    /// <summary>Takes the words for it; the number of guests may follow from its parts.</summary>
    public static ClusterPlan? Take(Clause clause, ref int? count)
    {
        var managers = clause.Take(Slot.Manager);
        var workers = clause.Take(Slot.Worker);
        var said = clause.Take(f => f.Slot == Slot.Software && f.Value.Items.Any(Recipes.IsCluster));
        if (managers is not null || workers is not null) count ??= (int)((managers?.Get("n")?.Number ?? (said is null ? 0 : 1)) + (workers?.Get("n")?.Number ?? 0));
        if (said is null) return null;
        clause.TakeObject("cluster");
        return new(said.Value.Items.First(Recipes.IsCluster));
    }

    /// <summary>What the nodes of a cluster run where no system is said: what there is a template of.</summary>
    public static string? UsualSystem(Draft draft)
    {
        var system = Array.Find(["ubuntu", "debian"], s => Origins.Templates(draft.Cluster, GuestKind.Vm, s).Count > 0);
        if (system is not null) draft.Assume($"No system is said: {system}.");
        return system;
    }

    public string? NameOf(int index) => software switch
    {
        "swarm" => index == 0 ? "swarm-manager" : $"swarm-worker-{index}",
        _ => index == 0 ? "k3s-server" : $"k3s-worker-{index}",
    };

    public void Plan(IReadOnlyList<Target> made, Draft draft)
    {
        if (software == "swarm")
        {
            draft.Assume("Docker and the swarm are set up where the text says so.");
            return;
        }

        Recipes.Join(software, made, draft);
    }
}
