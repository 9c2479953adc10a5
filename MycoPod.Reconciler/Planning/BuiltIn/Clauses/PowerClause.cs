using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads the guests that are to be started, stopped or deleted: "web-1 and web-2", "the container 105 on pve1", "them".</summary>
internal sealed class PowerClause(PowerIntent intent, bool afterCreate, InventorySnapshot? inventory, Findings findings) : IClause
{
    /// <summary>Words that may stand between a verb or comma and a guest: "delete please the container named …".</summary>
    private const int LongestLead = 8;

    private readonly PlaceReader places = new(new Places(inventory), findings);
    private readonly NameList lists = new(findings);
    private GuestKind? kind;

    private bool Deletes => intent.Action == PowerAction.Delete;

    public bool TryRead(Cursor cursor) =>
        TryDescription(cursor) || TryState(cursor) || TryNounBehind(cursor) || TryBack(cursor) || TryNoun(cursor) || TryNumber(cursor) || TryNames(cursor) || TryNode(cursor) || TryAll(cursor);

    /// <summary>"The template jellyfin", "jellyfin with …": before something is deleted, no word is skipped that says more of it.</summary>
    private bool TryDescription(Cursor cursor)
    {
        if (!Deletes || cursor.Current is not ({ Kind: TermKind.Filler, Value: "describing" } or { Kind: TermKind.With, Text: not "from" })) return false;
        findings.NotUnderstood(cursor);
        return true;
    }

    private bool TryState(Cursor cursor)
    {
        var term = cursor.Current;
        if (intent is { Action: PowerAction.Start, Mentions.Count: > 0 } && term is { Kind: TermKind.State, Value: "up" })
        {
            cursor.Take();
            return true;
        }

        var follows = intent.Verb.Value is "turn" or "ensure";
        if (intent.Action is not null || !follows || intent.Mentions.Count == 0 && term.Kind != TermKind.State) return false;
        if (term.Kind == TermKind.On && intent.Verb.Value == "turn" && cursor.Peek(1) is { IsBoundary: true }) intent.Action = PowerAction.Start;
        else if (term.Kind == TermKind.State) intent.Action = term.Value is "stop" or "off" ? PowerAction.Stop : PowerAction.Start;
        else return false;
        if (term is { Kind: TermKind.State, Value: "off" }) AssumeHard(term, findings);
        cursor.Take();
        return true;
    }

    public static void AssumeHard(Term term, Findings findings) =>
        findings.Assume($"{Findings.Quote(term.Text)} is read as stop: switched off at once, without shutting down.");

    /// <summary>"them", "both", "all three", "the containers".</summary>
    private bool TryBack(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current is { Kind: TermKind.Each, Value: "two" } && Names(cursor.Peek(1)))
        {
            cursor.Take();
            return true;
        }

        cursor.Skip(TermKind.Filler);
        if (cursor.Current.Kind == TermKind.All) cursor.Take();
        var quantified = cursor.Position > start && cursor.Previous.Kind == TermKind.All;
        int? back = cursor.Current switch
        {
            { Kind: TermKind.Pronoun or TermKind.Each, Value: var value } => value switch { "one" => 1, "two" => 2, _ => 0 },
            { Kind: TermKind.Number, Number: >= 2 and < 100 } => (int)cursor.Current.Number,
            { Kind: TermKind.Noun } when !quantified && afterCreate && !Names(cursor.Peek(1)) => cursor.Current.Value.EndsWith('s') ? 0 : 1,
            _ => null,
        };
        if (back is null || (cursor.Current.Kind == TermKind.Number && !CountsGuests(cursor, quantified)))
        {
            cursor.Position = start;
            return false;
        }

        var noun = cursor.Take().Kind == TermKind.Noun | cursor.Skip(TermKind.Noun);
        cursor.Skip(TermKind.Each);
        intent.Mentions.Add(new(cursor.Since(start)) { Back = back, OnlyMade = noun });
        return true;
    }

    private static bool CountsGuests(Cursor cursor, bool quantified) =>
        cursor.Peek(1).Kind == TermKind.Noun ? !Names(cursor.Peek(2)) : quantified;

    private static bool Names(Term term) => term.IsName || term is { Kind: TermKind.Number, Number: >= 100 } || term.Kind == TermKind.Named;

    private bool TryNoun(Cursor cursor)
    {
        if (cursor.Current.Kind != TermKind.Noun || !Names(cursor.Peek(1))) return false;
        kind = KindOf(cursor.Take());
        cursor.Skip(TermKind.Named);
        return true;
    }

    /// <summary>"the jellyfin container": says of the guest before what it is.</summary>
    private bool TryNounBehind(Cursor cursor)
    {
        if (cursor.Current is not { Kind: TermKind.Noun, Value: "ct" or "vm" or "guest" } || Names(cursor.Peek(1))) return false;
        if (intent.Mentions is not [.., { Name: { } name, Kind: null } last] || !cursor.Previous.IsName || cursor.Previous.Text != name) return false;
        intent.Mentions[^1] = last with { Kind = KindOf(cursor.Take()) };
        return true;
    }

    private static GuestKind? KindOf(Term noun) => noun.Value switch { "vm" or "vms" => GuestKind.Vm, "ct" or "cts" => GuestKind.Ct, _ => null };

    /// <summary>A guest's number; in brackets after a name it says again which guest is meant.</summary>
    private bool TryNumber(Cursor cursor)
    {
        if (cursor.Current is not { Kind: TermKind.Number, Number: >= 100 }) return false;
        var bracketed = cursor.Previous.Kind == TermKind.Open && cursor.Peek(1).Kind == TermKind.Close && cursor.Peek(-2).IsName;
        if (!bracketed && !StartsItem(cursor)) return false;
        var term = cursor.Take();
        if (bracketed && intent.Mentions is [.., { Name: not null, Number: null } named]) intent.Mentions[^1] = named with { Number = term.Number, Text = $"{named.Text} ({term.Text})" };
        else intent.Mentions.Add(new(term.Text) { Number = term.Number, Kind = kind });
        return true;
    }

    private bool TryNames(Cursor cursor)
    {
        if (!StartsItem(cursor)) return false;
        var names = lists.Read(cursor, t => t.IsName || IsGuest(t), IsGuestName);
        intent.Mentions.AddRange(names.Select(n => new GuestMention(n) { Name = n, Kind = kind }));
        return names.Count > 0;
    }

    private bool StartsItem(Cursor cursor) => Deletes ? StartsListed(cursor) : cursor.Previous.IsBoundary || cursor.Previous.Kind is TermKind.Verb or TermKind.Noun or TermKind.Filler
        or TermKind.Named or TermKind.Unsupported or TermKind.Each or TermKind.Article or TermKind.State;

    /// <summary>What is deleted follows the verb or stands in its list: a guest in brackets, or after a dash, may be there to explain.</summary>
    private bool StartsListed(Cursor cursor)
    {
        for (var offset = -1; offset >= -LongestLead; offset--)
        {
            var term = cursor.Peek(offset);
            if (term.Kind is TermKind.Filler or TermKind.Noun or TermKind.Named or TermKind.Each) continue;
            return term.Kind is TermKind.Verb or TermKind.Comma or TermKind.And or TermKind.Line || (term.Kind == TermKind.Colon && intent.Mentions.Count == 0);
        }

        return false;
    }

    private bool IsGuest(Term term) => term.Kind is TermKind.System or TermKind.Release or TermKind.StorageWord or TermKind.Unsupported && IsGuestName(term.Text);

    private bool IsGuestName(string text) => inventory?.GuestsNamed(text).Any() == true;

    private bool TryNode(Cursor cursor)
    {
        var start = cursor.Position;
        var leads = cursor.Current.Kind == TermKind.On || (cursor.Current.Kind == TermKind.NodeWord && !Deletes);
        if (!leads || !places.TryRead(cursor, out var stated)) return false;
        if (stated is null) return true;
        if (stated.Property == Property.Node && intent.Node is null)
        {
            intent.Node = new NodeName(stated.Value);
            return true;
        }

        cursor.Position = start;
        return false;
    }

    /// <summary>"all", "everything": names no guest, so it is asked, never guessed.</summary>
    private bool TryAll(Cursor cursor)
    {
        if (cursor.Current.Kind != TermKind.All) return false;
        var start = cursor.Position;
        cursor.Take();
        cursor.Skip(TermKind.Filler, TermKind.Noun);
        findings.Problem($"{Findings.Quote(cursor.Since(start))} names no guest. Say which ones, by name or number.");
        intent.Mentions.Add(new(cursor.Since(start)));
        return true;
    }
}
