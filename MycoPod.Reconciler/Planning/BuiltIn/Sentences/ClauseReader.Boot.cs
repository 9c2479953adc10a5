using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>"Don't start web-1 at boot", "plex should no longer come up with the host": a quality that is denied, with the guest within.</summary>
internal sealed partial class ClauseReader
{
    private static readonly Pattern Rising = new("(start|boot|come|starting|started|be started|power on) [up|back up]");

    private static readonly Pattern AtBoot = new("[up] [automatically] (at|on|during|upon|after|with|when) [host|system|server|node] (boot|bootup|boot-up|startup|reboot|boots|starts|reboots|restarts|host|node|server) [boots|starts|reboots|restarts]");

    private static readonly Pattern ByItself = new("(automatically|by itself|on its own|autostart|auto-start)");

    /// <returns>Where to go on, or null where nothing of the kind stands.</returns>
    private int? NotAtBootAt(int index)
    {
        if (lexicon.Find("notatboot", tokens, index) is not { Length: > 0 } not) return null;
        var at = index + not.Length;
        Facet? about = null;
        if (At(Rising, at) is { } risen)
        {
            about = risen < tokens.Count ? guests.Read(risen) : null;
            at = about?.End ?? risen;
            if ((At(AtBoot, at) ?? At(ByItself, at)) is not { } tail) return null;
            at = tail;
        }
        else if (At(ByItself, at) is { } alone) at = At(AtBoot, alone) ?? alone;
        else return null;

        if (current.Verb.Length > 0 && !current.Is("create", "clone", "ensure") && about is not null) BeginClause(index, (not.Length, "set"));
        else if (current.Verb.Length == 0) (current.Verb, current.VerbText) = ("set", source[tokens[index].Start..tokens[at - 1].End]);
        if (about is not null && !(current.Is("create", "clone") && about.Guests?.Pronoun is not null)) Add(about);
        return Add(Flag("onboot", index, at - index) with { Role = "off" });
    }

    private int? At(Pattern pattern, int index) => index < tokens.Count ? pattern.Match(tokens, index, lexicon, shapes)?.End : null;
}
