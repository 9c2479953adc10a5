using System.Globalization;
using System.Text.RegularExpressions;

namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>Splits a text into tokens by their form, in one pass. The longest forms come first. A character of several code units, such as an emoji, stays whole.</summary>
internal static partial class TokenReader
{
    private static readonly Regex Form = Forms();
    private static readonly (string Group, Shape Shape)[] Shapes =
    [
        ("key", Shape.SshKey), ("url", Shape.Url), ("quoted", Shape.Quoted), ("nfs", Shape.NfsPath), ("share", Shape.Share), ("volume", Shape.Volume),
        ("ip6", Shape.Ip6), ("ip4", Shape.Ip4), ("date", Shape.Date), ("time", Shape.Time), ("account", Shape.Account), ("prefix", Shape.Prefix), ("path", Shape.Path),
        ("number", Shape.Number), ("word", Shape.Word), ("bullet", Shape.Stop), ("smile", Shape.Stop), ("stop", Shape.Stop), ("other", Shape.Punctuation),
    ];

    public static IReadOnlyList<Token> Read(string text, Lexicon lexicon)
    {
        List<Token> tokens = [];
        foreach (Match match in Form.Matches(text))
        {
            var (group, shape) = Array.Find(Shapes, s => match.Groups[s.Group].Success);
            if (group is null) continue;
            if (shape == Shape.Path && match.Value == "/" && IsBetween(text, match.Index, tokens)) shape = Shape.Punctuation;
            var inner = shape == Shape.Quoted ? match.Value[1..^1] : match.Value;
            if (shape == Shape.Quoted && OnlyOne(inner) is { } form) shape = form;
            if (shape is Shape.Word or Shape.Account
                && !lexicon.Knows(inner.ToLowerInvariant())
                && (inner.EndsWith("'s", StringComparison.Ordinal) || inner.EndsWith("’s", StringComparison.Ordinal)))
            {
                inner = inner[..^2];
            }

            if (shape == Shape.Number) tokens.Add(new(shape, match.Groups["number"].Value, match.Index, match.Index + match.Length, Parse(match.Groups["number"].Value)));
            else if (shape != Shape.Word || !AddGlued(tokens, match, lexicon)) tokens.Add(new(shape, inner, match.Index, match.Index + match.Length));
        }

        return tokens;
    }

    /// <summary>"2 cores / 4 GB": a stroke between spaces, and no path after a word such as "on".</summary>
    private static bool IsBetween(string text, int index, List<Token> tokens) =>
        index > 0 && index + 1 < text.Length && text[index - 1] == ' ' && text[index + 1] == ' ' && tokens.Count > 0 && tokens[^1].Lower is not ("on" or "to" or "for" or "path" or "at" or "in" or "under" or "of" or "from" or ":" or "=");

    /// <summary>What quotes hold where that is one address, path or account as a whole.</summary>
    private static Shape? OnlyOne(string text)
    {
        var match = Form.Match(text);
        if (match.Length != text.Length) return null;
        var (_, shape) = Array.Find(Shapes, s => match.Groups[s.Group].Success);
        return shape is Shape.Account or Shape.Path or Shape.Ip4 or Shape.Url or Shape.Volume or Shape.NfsPath or Shape.Share ? shape : null;
    }

    /// <summary>"2GB", "4vCPUs", "8-core": a number and its unit in one.</summary>
    private static bool AddGlued(List<Token> tokens, Match word, Lexicon lexicon)
    {
        var glued = Glued().Match(word.Value);
        if (!glued.Success || !lexicon.IsIn(Lexicon.Units, glued.Groups["unit"].Value.ToLowerInvariant())) return false;
        var (number, unit) = (glued.Groups["number"], glued.Groups["unit"]);
        tokens.Add(new(Shape.Number, number.Value, word.Index, word.Index + number.Length, Parse(number.Value)));
        tokens.Add(new(Shape.Word, unit.Value, word.Index + unit.Index, word.Index + word.Length));
        return true;
    }

    private static decimal Parse(string text) =>
        decimal.TryParse(text.TrimStart('+', '#') is var plain && plain.IndexOf(',', StringComparison.Ordinal) is var comma and > 0 && plain.Length - comma < 4 ? plain.Replace(',', '.') : plain.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\A(?<number>\+?\d{1,9}(\.\d{1,3})?)-?(?<unit>[a-zA-Z]+)\z")]
    private static partial Regex Glued();

    [GeneratedRegex(
        """
        (?<smile>(?<=\s)[:;]-?[()D](?!\w))
        |(?<key>\b(ssh-(ed25519|rsa|dss)|ecdsa-sha2-[a-z0-9-]+|sk-[a-z0-9@.-]+)\s+AAAA[A-Za-z0-9+/=]+(\s+[^\s,;"]+@[^\s,;"]+)?)
        |(?<url>https?://[^\s,;"'<>()`]*[^\s,;"'<>()`.])
        |(?<quoted>"[^"\n]{1,400}"|“[^”“\n]{1,400}[”“]|„[^”“\n]{1,400}[”“]|«[^»\n]{1,400}»|‘[^’\n]{1,400}’|`[^`\n]{1,400}`|(?<![\w])'[^'\n]{1,400}'(?!\w))
        |(?<nfs>\b[a-zA-Z0-9][a-zA-Z0-9.-]*:/[\w./-]*[\w/-])
        |(?<share>//[\w.-]+/[\w./$-]*[\w$])
        |(?<volume>\b[a-zA-Z][\w.-]*:(iso|vztmpl|backup|import|snippets)/[\w.:+/-]*\w)
        |(?<ip6>(?<![\w:])(?=[0-9a-fA-F:]*:[0-9a-fA-F]*:)[0-9a-fA-F:]{3,39}(/\d{1,3})?(?![\w:]))
        |(?<ip4>(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(/\d{1,2})?(?![\w/]))
        |(?<date>\b\d{4}-\d{2}-\d{2}\b)
        |(?<time>\b\d{1,2}:\d{2}(:\d{2})?\b)
        |(?<account>\b[\w.-]+@[a-zA-Z][\w.-]*(![\w.-]+)?(?<!\.)(['’]s\b)?)
        |(?<prefix>(?<![\w/])/\d{1,2}(?![\w/]))
        |(?<path>(?<![\w/])/([\w.@-]+(/[\w.@-]+)*/?)?(?<!\.))
        |(?<bullet>(?<=(\A|\n)[ \t]*)([-–—*•·]|\d{1,2}[.)])(?=\s))
        |(?<number>(?<![\w.-])[+#]?(\d{1,3}(,\d{3})+|\d+,\d{1,2}(?=\s*[kKmMgGtT][iI]?[bB]\b)|\d+(\.\d+)?|(?<=\s)\.\d{1,3}(?=\s*[kKmMgGtT][iI]?[bB]\b))(?![\w-]|\.\w))(['’]s\b)?
        |(?<word>->|=>|\+?\d+(\.\d+)?-?[a-zA-Z]+(?![\w-])|[\p{L}\p{N}_](?:[\p{L}\p{N}_~\[\]{}-]|[./'’@](?=[\p{L}\p{N}])|\.\.(?=\w))*|-\d+|(\uD83C[\uDDE6-\uDDFF]){2}|([\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\x00-\x7f.,;:!?“”„«»‘’–—•·])(\uD83C[\uDFFB-\uDFFF]|[\uFE0F\u20E3\p{M}]|\u200D([\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\x00-\x7f]))*)
        |(?<stop>[.;!?\n])
        |(?<other>\S)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Forms();
}
