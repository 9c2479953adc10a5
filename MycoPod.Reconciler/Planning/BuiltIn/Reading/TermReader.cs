using System.Globalization;

namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>Gives tokens their meaning: the longest phrase of the lexicon, else numbers, sizes and addresses by their shape.</summary>
internal sealed class TermReader(string source, IReadOnlyList<Token> tokens, Lexicon lexicon)
{
    private readonly List<Term> terms = [];

    public static Cursor Read(string text, Lexicon lexicon) => new(text, new TermReader(text, Tokenizer.Split(text), lexicon).Run());

    private List<Term> Run()
    {
        for (var index = 0; index < tokens.Count;) index += ReadAt(index);
        return terms;
    }

    private int ReadAt(int index)
    {
        var token = tokens[index];
        if (token.Kind != TokenKind.Word)
        {
            terms.Add(new(KindOf(token.Kind), "", token.Text, token.Start, token.End));
            return 1;
        }

        for (var length = Math.Min(Lexicon.LongestPhrase, WordsFrom(index)); length > 0; length--)
        {
            if (Phrase(index, length) is not { } term) continue;
            terms.Add(term);
            return length;
        }

        if (!ReadGlued(token)) terms.Add(ByShape(token));
        return 1;
    }

    private int WordsFrom(int index)
    {
        var count = 0;
        while (count < Lexicon.LongestPhrase && index + count < tokens.Count && tokens[index + count].Kind == TokenKind.Word) count++;
        return count;
    }

    private Term? Phrase(int index, int length)
    {
        var phrase = string.Join(' ', tokens.Skip(index).Take(length).Select(t => t.Text.ToLowerInvariant().Replace('’', '\'')));
        if (lexicon.Find(phrase) is not { } entry) return null;
        var (start, end) = (tokens[index].Start, tokens[index + length - 1].End);
        var number = entry.Kind == TermKind.Number ? decimal.Parse(entry.Value, CultureInfo.InvariantCulture) : entry.Kind == TermKind.Article ? 1 : 0;
        return new(entry.Kind, entry.Value, source[start..end], start, end, number);
    }

    /// <summary>"2GB", "4vCPUs", "8-core", "2x", "debian12", "ubuntu-24.04": two terms written as one.</summary>
    private bool ReadGlued(Token token)
    {
        var text = token.Text;
        var split = 0;
        while (split < text.Length && (char.IsAsciiDigit(text[split]) || text[split] is '.')) split++;
        if (split == 0) return ReadRelease(token);
        if (split == text.Length || !TryNumber(text[..split], out var number)) return false;
        var rest = text[(text[split] is '-' ? split + 1 : split)..].ToLowerInvariant();
        var entry = lexicon.Find(rest);
        if (rest is not ("x" or "×") && entry?.Kind is not (TermKind.Unit or TermKind.Cores)) return false;
        var middle = token.Start + split;
        terms.Add(new(TermKind.Number, "", text[..split], token.Start, middle, number));
        if (entry is not null) terms.Add(new(entry.Kind, entry.Value, text[^rest.Length..], middle, token.End));
        return true;
    }

    private bool ReadRelease(Token token)
    {
        var digit = token.Text.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit < 1 || !TryNumber(token.Text[digit..], out _)) return false;
        if (lexicon.Find(token.Text[..digit].TrimEnd('-').ToLowerInvariant()) is not { Kind: TermKind.System } system) return false;
        terms.Add(new(TermKind.Release, $"{system.Value}:{token.Text[digit..]}", token.Text, token.Start, token.End));
        return true;
    }

    private Term ByShape(Token token)
    {
        if (TryNumber(token.Text, out var number) || TryNumberWords(token.Text, out number)) return Of(TermKind.Number, token, number);
        if (token.Text is ['#', .. var digits] && TryNumber(digits, out number)) return Of(TermKind.Number, token, number);
        if (token.Text.EndsWith(".tar.zst", StringComparison.Ordinal) || token.Text.EndsWith(".tar.gz", StringComparison.Ordinal) || token.Text.EndsWith(".tar.xz", StringComparison.Ordinal))
            return Of(TermKind.TemplateFile, token);
        return Of(IsAddress(token.Text) ? TermKind.Address : TermKind.Word, token);
    }

    private static Term Of(TermKind kind, Token token, decimal number = 0) => new(kind, "", token.Text, token.Start, token.End, number);

    private static bool TryNumber(string text, out decimal number)
    {
        number = 0;
        return text.Length is > 0 and <= 12 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>"twenty-four".</summary>
    private bool TryNumberWords(string text, out decimal number)
    {
        number = 0;
        var parts = text.ToLowerInvariant().Split('-');
        if (parts.Length != 2 || lexicon.Find(parts[0]) is not { Kind: TermKind.Number } tens || lexicon.Find(parts[1]) is not { Kind: TermKind.Number } ones) return false;
        var (high, low) = (decimal.Parse(tens.Value, CultureInfo.InvariantCulture), decimal.Parse(ones.Value, CultureInfo.InvariantCulture));
        number = high + low;
        return high is >= 20 and <= 90 && low is >= 1 and <= 9;
    }

    private static bool IsAddress(string text) =>
        text.Split('/')[0].Split('.') is { Length: 4 } parts && parts.All(p => p.AsSpan().ContainsOnlyDigits());

    private static TermKind KindOf(TokenKind kind) => kind switch
    {
        TokenKind.Quoted => TermKind.Quoted,
        TokenKind.Comma => TermKind.Comma,
        TokenKind.Sentence => TermKind.Sentence,
        TokenKind.Line => TermKind.Line,
        TokenKind.Colon => TermKind.Colon,
        TokenKind.Open => TermKind.Open,
        TokenKind.Close => TermKind.Close,
        TokenKind.And => TermKind.And,
        _ => TermKind.Dash,
    };
}
