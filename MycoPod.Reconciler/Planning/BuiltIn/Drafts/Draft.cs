using MycoPod.Core.Declarations;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>A plan on its way: what is to be done so far, and what was found out.</summary>
internal sealed class Draft(Cluster cluster)
{
    private const int MostNotes = 200;
    private const int LongestQuote = 60;

    private readonly List<Func<IEnumerable<Step>>> items = [];
    private readonly Dictionary<string, int> atLast = new(StringComparer.Ordinal);
    private readonly Dictionary<Vmid, GuestPower> powers = [];
    private readonly Dictionary<(Vmid, string), string?> settings = [];
    private readonly Dictionary<Vmid, Guest> changed = [];
    private readonly List<string> assumptions = [];
    private readonly List<string> problems = [];
    private readonly List<string> alreadySo = [];
    private readonly List<PlanningQuestion> questions = [];

    public Cluster Cluster => cluster;

    /// <summary>Guests that the text makes, in its order.</summary>
    public List<GuestDraft> Made { get; } = [];

    /// <summary>Guests named or made last: what "it" and "them" mean.</summary>
    public IReadOnlyList<Target> Last { get; set; } = [];

    /// <summary>The sentence in which they were named.</summary>
    public int LastSentence { get; set; } = -1;

    /// <summary>What was planned last.</summary>
    public Clause? Before { get; set; }

    /// <summary>Whether something else was named beside the guests that were named last: then "it" may mean that.</summary>
    public bool NamesBeside { get; set; }

    /// <summary>A text is committed as it was written: a password in it would be kept for good.</summary>
    /// <param name="instead">How whoever needs it comes to it.</param>
    public void RefusePassword(string instead) => Problem($"The text holds a password, and a declaration is read by everybody and kept for good. Take the password out of the text. {instead}");

    /// <summary>Guests that the text has deleted so far: what is said twice is done once.</summary>
    public HashSet<Vmid> Deleted { get; } = [];

    /// <summary>Names that steps of the plan make, by what they are: pools, groups, users, storages.</summary>
    public HashSet<(string What, string Name)> MadeNames { get; } = [];

    /// <summary>The group or user named last: what "them" means where permissions are given.</summary>
    public (string Type, string Name)? LastAccess { get; set; }

    /// <summary>The security group that the text made last.</summary>
    public string? LastSecurityGroup { get; set; }

    /// <summary>The user within guests that the text made last.</summary>
    public string? LastUser { get; set; }

    /// <summary>Whether guests were joined to a cluster of their own already.</summary>
    public bool IsJoined { get; set; }

    public IReadOnlyList<string> Assumptions => assumptions;

    public IReadOnlyList<string> Problems => problems;

    public IReadOnlyList<string> AlreadySo => alreadySo;

    public IReadOnlyList<PlanningQuestion> Questions => questions;

    public bool IsStuck => problems.Count > 0 || questions.Count > 0;

    public static string Quote(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"“{ShortText.Of(line, LongestQuote)}”";
    }

    public void Do(Step step) => items.Add(() => [step]);

    /// <summary>Once, behind the last step of its kind: what is prepared one by one and applied as a whole.</summary>
    public void DoAtLast(Step step)
    {
        var mine = atLast[step.Kind] = atLast.GetValueOrDefault(step.Kind) + 1;
        DoLater(() => mine == atLast[step.Kind] ? [step] : []);
    }

    /// <summary>Worked out when all of the text was read: a sentence later on may still say more of a guest.</summary>
    public void DoLater(Func<IEnumerable<Step>> steps) => items.Add(steps);

    public void Assume(string sentence) => Note(assumptions, sentence);

    public void Problem(string sentence) => Note(problems, sentence);

    public void Already(string sentence) => Note(alreadySo, sentence);

    public void Ask(string question, params IEnumerable<string> answers)
    {
        if (questions.Count < MostNotes && !questions.Exists(q => q.Text == question)) questions.Add(new(question, [.. answers.Take(8)]));
    }

    public GuestPower PowerOf(Target target) => target.Existing is { } guest ? powers.GetValueOrDefault(guest.Vmid, guest.Power) : target.Made is { IsStarted: true } ? GuestPower.Running : GuestPower.Stopped;

    public void SetPower(Target target, GuestPower power)
    {
        if (target.Existing is { } guest) powers[guest.Vmid] = power;
        else if (target.Made is { } made) made.IsStarted = power == GuestPower.Running;
    }

    /// <summary>A setting as the steps so far leave it.</summary>
    public string? Setting(Guest guest, string name) => settings.TryGetValue((guest.Vmid, name), out var changed) ? changed : guest.Settings.GetValueOrDefault(name);

    public void Set(Guest guest, string name, string? value)
    {
        settings[(guest.Vmid, name)] = value;
        if (name is "name" or "hostname" && value is not null) Now(guest with { Name = value });
    }

    /// <summary>Notes a guest that moved or got another name.</summary>
    public void Now(Guest guest)
    {
        changed[guest.Vmid] = guest;
        Last = [.. Last.Select(t => t.Existing?.Vmid == guest.Vmid ? t with { Existing = guest } : t)];
    }

    /// <summary>A guest as the steps so far leave it: where it is, and how it is called.</summary>
    public Guest AsIs(Guest guest) => changed.GetValueOrDefault(guest.Vmid) ?? guest;

    /// <summary>Guests that the text gave a name.</summary>
    public IReadOnlyList<Guest> Renamed(string name) => [.. changed.Values.Where(g => Cluster.Same(g.Name, name))];

    /// <summary>All steps in order; problems that come up on the way are noted.</summary>
    public IReadOnlyList<Step> Steps()
    {
        List<Step> steps = [];
        foreach (var step in items.SelectMany(i => i()))
        {
            // Said twice is meant once, where doing it again would change nothing.
            if (step is IFieldStep && steps.Contains(step)) continue;
            if (steps.LastOrDefault() is ConfigureGuest changed && step is ConfigureGuest more && GoesAlong(changed, more)) steps[^1] = Together(changed, more);
            else steps.Add(step);
        }

        return steps;
    }

    /// <summary>A guest that gets a name is another one to the steps after it, and one setting that changes twice changes once.</summary>
    private static bool GoesAlong(ConfigureGuest first, ConfigureGuest next) =>
        first.Guest == next.Guest && first.Guest.Vmid is not null && (first.Changes.Any(c => c.Name is "name" or "hostname") || first.Changes.Select(c => c.Name).Intersect(next.Changes.Select(c => c.Name), StringComparer.Ordinal).Any());

    private static ConfigureGuest Together(ConfigureGuest first, ConfigureGuest next) => first with
    {
        Changes =
        [
            .. first.Changes.Select(c => next.Changes.FirstOrDefault(n => n.Name == c.Name) is { } later ? c with { To = later.To } : c).Where(c => c.From != c.To),
            .. next.Changes.Where(n => first.Changes.All(c => c.Name != n.Name)),
        ],
    };

    private static void Note(List<string> notes, string sentence)
    {
        if (notes.Count < MostNotes && !notes.Contains(sentence)) notes.Add(sentence);
    }
}
