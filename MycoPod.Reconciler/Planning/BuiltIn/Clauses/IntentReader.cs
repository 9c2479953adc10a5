using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads a text into intents. A verb begins a clause; every word belongs to one, or was not understood.</summary>
internal sealed class IntentReader(Cursor cursor, InventorySnapshot? inventory, Findings findings)
{
    private readonly List<Intent> intents = [];
    private readonly PlaceReader places = new(new Places(inventory), findings);
    private readonly IReadOnlyList<IPropertyReader> readers =
    [
        new CoresReader(findings), new SizeReader(findings), new SystemReader(), new AddressReader(findings), new PlaceReader(new Places(inventory), findings),
    ];

    private IClause? clause;
    private CreateClause? creating;
    private int sentence;
    private Stated? ahead;

    public IReadOnlyList<Intent> Read()
    {
        while (!cursor.IsAtEnd) ReadNext();
        return intents;
    }

    private void ReadNext()
    {
        switch (cursor.Current.Kind)
        {
            case TermKind.Sentence:
                cursor.Take();
                sentence++;
                Resume();
                return;
            case TermKind.Verb:
                Begin(cursor.Take());
                return;
            case TermKind.Unsupported when clause?.TryRead(cursor) != true:
                findings.NotSupported(cursor.Current);
                if (StartsClause()) clause = Power(cursor.Current, PowerAction.None);
                cursor.Take();
                return;
        }

        if (clause is null && IsVerbless()) BeginCreate();
        if (clause?.TryRead(cursor) == true || TryPlaceAhead()) return;
        if (cursor.Current.Kind is TermKind.Comma or TermKind.Line or TermKind.Colon or TermKind.Open or TermKind.Close or TermKind.Dash or TermKind.And or TermKind.Filler or TermKind.With) cursor.Take();
        else if (cursor.Current is { Kind: TermKind.Number } number) NoUnit(number);
        else if (cursor.Current is { Kind: TermKind.State, Value: "start" } && clause is CreateClause) clause = Power(cursor.Take(), PowerAction.Start);
        else findings.NotUnderstood(cursor);
    }

    private bool StartsClause() => cursor.Previous.Kind is TermKind.End or TermKind.Sentence or TermKind.Line or TermKind.And or TermKind.Comma or TermKind.Filler;

    /// <summary>"Two Debian containers named web-1 and web-2": making them is the only reading.</summary>
    private bool IsVerbless() => intents.Count == 0 && NounPhrase.IsCount(cursor);

    private void NoUnit(Term number)
    {
        findings.Problem($"{Findings.Quote(number.Text)}: of what? Write the unit or the noun with the number, as in 2 cores or 2 GB of memory.");
        cursor.Take();
    }

    private void Begin(Term verb)
    {
        switch (verb.Value)
        {
            case "create":
                BeginCreate();
                return;
            case "configure" when creating is not null:
                clause = creating;
                return;
            case "configure":
                findings.Problem($"{Findings.Quote(verb.Text)}: changing existing guests is not supported yet. {Findings.Coverage}");
                clause = Power(verb, PowerAction.None);
                return;
            case "start" when clause is CreateClause { IsResumed: false } && intents is [.., CreateIntent { Last.NounSeen: false }]:
                intents.Add(new PowerIntent(sentence, verb) { Action = PowerAction.Start, Mentions = { new(verb.Text) { Back = GuestMention.JustMade } } });
                return;
            case "off":
                PowerClause.AssumeHard(verb, findings);
                clause = Power(verb, PowerAction.Stop);
                return;
            default:
                clause = Power(verb, verb.Value switch { "start" => PowerAction.Start, "stop" => PowerAction.Stop, "delete" => PowerAction.Delete, "nostart" => PowerAction.LeaveStopped, _ => null });
                return;
        }
    }

    private void BeginCreate()
    {
        CreateIntent intent = new(sentence);
        if (ahead is not null) intent.Last.Common.Add(ahead);
        ahead = null;
        intents.Add(intent);
        clause = creating = new CreateClause(intent, creating is null, readers, findings);
    }

    private PowerClause Power(Term verb, PowerAction? action)
    {
        PowerIntent intent = new(sentence, verb) { Action = action };
        if (ahead is { Property: Property.Node }) intent.Node = new NodeName(ahead.Value);
        else if (ahead is not null) findings.Problem($"{Findings.Quote(ahead.Text)} is no node: guests start and stop on nodes.");
        ahead = null;
        intents.Add(intent);
        creating?.IsResumed = true;
        return new(intent, creating is not null, inventory, findings);
    }

    /// <summary>"On pve1, create …".</summary>
    private bool TryPlaceAhead()
    {
        if (intents.Count > 0 || ahead is not null || cursor.Current.Kind != TermKind.On || !places.TryRead(cursor, out var stated)) return false;
        ahead = stated;
        return true;
    }

    private void Resume() => clause = creating;
}
