using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads a text into intents. A verb begins a clause; every word belongs to one, or was not understood.</summary>
internal sealed class IntentReader(Cursor cursor, InventorySnapshot? inventory, Findings findings)
{
    private readonly List<Intent> intents = [];
    private readonly IReadOnlyList<IPropertyReader> readers =
    [
        new CoresReader(findings), new SizeReader(findings), new SystemReader(), new AddressReader(findings), new PlaceReader(new Places(inventory), findings),
    ];

    private IClause? clause;
    private CreateClause? creating;
    private int sentence;

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
                if (StartsClause()) clause = Power(cursor.Current.Text, PowerAction.None);
                cursor.Take();
                return;
        }

        if (clause is null && IsVerbless()) BeginCreate();
        if (clause?.TryRead(cursor) == true) return;
        if (cursor.Current.Kind is TermKind.Comma or TermKind.Line or TermKind.Colon or TermKind.Open or TermKind.Close or TermKind.Dash or TermKind.And or TermKind.Filler or TermKind.With) cursor.Take();
        else if (cursor.Current is { Kind: TermKind.Number } number) NoUnit(number);
        else if (cursor.Current is { Kind: TermKind.State, Value: "start" } && clause is CreateClause) BeginPower("start", cursor.Take(), PowerAction.Start);
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
                clause = Power(verb.Text, PowerAction.None);
                return;
            case "start" when clause is CreateClause { IsResumed: false } && intents is [.., CreateIntent { Last.NounSeen: false }]:
                intents.Add(new PowerIntent(sentence, verb.Text) { Action = PowerAction.Start, Mentions = { new(verb.Text) { Back = GuestMention.JustMade } } });
                return;
            case "off":
                PowerClause.AssumeHard(verb, findings);
                BeginPower("stop", verb, PowerAction.Stop);
                return;
            default:
                BeginPower(verb.Value, verb, verb.Value switch { "start" => PowerAction.Start, "stop" => PowerAction.Stop, "nostart" => PowerAction.LeaveStopped, _ => null });
                return;
        }
    }

    private void BeginCreate()
    {
        CreateIntent intent = new(sentence);
        intents.Add(intent);
        clause = creating = new CreateClause(intent, readers, findings);
    }

    private void BeginPower(string value, Term verb, PowerAction? action) => clause = Power(value is "start" or "stop" or "nostart" ? verb.Text : value, action);

    private PowerClause Power(string verbText, PowerAction? action)
    {
        PowerIntent intent = new(sentence, verbText) { Action = action };
        intents.Add(intent);
        creating?.IsResumed = true;
        return new(intent, creating is not null, inventory, findings);
    }

    private void Resume() => clause = creating;
}
