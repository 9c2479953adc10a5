namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>Splits text into words, quoted names and punctuation, in one pass.</summary>
internal sealed class Tokenizer(string text)
{
    private const int LongestQuote = 80;
    private const string Quotes = "\"“”„«»‘`'’";
    private const string WordMarks = "-_./'’@%~[]{}#";
    private const string Bullets = "-–—*•·";

    private readonly List<Token> tokens = [];
    private int position;

    public static IReadOnlyList<Token> Split(string text) => new Tokenizer(text).Run();

    private bool AtLineStart => tokens.Count == 0 || tokens[^1].Kind == TokenKind.Line;

    private List<Token> Run()
    {
        while (position < text.Length)
        {
            if (text[position] is '\n') Add(TokenKind.Line, 1);
            else if (char.IsWhiteSpace(text[position])) position++;
            else if (!SkipBullet() && !ReadQuoted() && !ReadPunctuation()) ReadWord();
        }

        return tokens;
    }

    /// <summary>List marks at the start of a line: "-", "•", "1.", "2)".</summary>
    private bool SkipBullet()
    {
        if (!AtLineStart) return false;
        var end = position;
        while (end < text.Length && end - position < 2 && char.IsAsciiDigit(text[end])) end++;
        var numbered = end > position && CharAt(end) is '.' or ')';
        if (!numbered && !Bullets.Contains(text[position])) return false;
        if (!char.IsWhiteSpace(CharAt(end > position ? end + 1 : position + 1))) return false;
        position = end + 1;
        return true;
    }

    private bool ReadQuoted()
    {
        if (!Quotes.Contains(text[position])) return false;
        var limit = Math.Min(text.Length, position + LongestQuote);
        for (var end = position + 1; end < limit && text[end] != '\n'; end++)
        {
            if (!Closes(end)) continue;
            tokens.Add(new(TokenKind.Quoted, text[(position + 1)..end], position, end + 1));
            position = end + 1;
            return true;
        }

        Add(TokenKind.Word, 1);
        return true;
    }

    private bool Closes(int index) => text[position] switch
    {
        '"' or '“' or '”' or '„' => text[index] is '"' or '”' or '“',
        '«' => text[index] is '»',
        '`' => text[index] is '`',
        _ => text[index] is '\'' or '’' && !char.IsLetterOrDigit(CharAt(index + 1)),
    };

    private bool ReadPunctuation()
    {
        TokenKind? kind = text[position] switch
        {
            ',' => TokenKind.Comma,
            ';' or '!' or '?' or '.' => TokenKind.Sentence,
            ':' or '=' => TokenKind.Colon,
            '(' => TokenKind.Open,
            ')' => TokenKind.Close,
            '&' or '+' => TokenKind.And,
            '–' or '—' => TokenKind.Dash,
            '-' when char.IsWhiteSpace(CharAt(position + 1)) => TokenKind.Dash,
            _ => null,
        };
        if (kind is { } found) Add(found, 1);
        return kind is not null;
    }

    private void ReadWord()
    {
        var start = position++;
        while (position < text.Length && GoesOn(start)) position++;
        tokens.Add(new(TokenKind.Word, text[start..position], start, position));
    }

    private bool GoesOn(int start)
    {
        var current = text[position];
        if (char.IsLetterOrDigit(current)) return true;
        if (current is ':') return text.AsSpan(position).StartsWith(":vztmpl/");
        if (current is ',') return IsThousandsSeparator(start);
        if (current is '.' or '\'' or '’') return char.IsLetterOrDigit(CharAt(position + 1)) || CharAt(position + 1) is '.' || text[position - 1] is '.';
        return WordMarks.Contains(current);
    }

    /// <summary>"2,048", but neither "2,5" nor "web-1,200".</summary>
    private bool IsThousandsSeparator(int start)
    {
        if (position - start > 3 || !text.AsSpan(start, position - start).ContainsOnlyDigits()) return false;
        return position + 3 < text.Length && text.AsSpan(position + 1, 3).ContainsOnlyDigits() && !char.IsAsciiDigit(CharAt(position + 4));
    }

    private char CharAt(int index) => index >= 0 && index < text.Length ? text[index] : '\n';

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new(kind, text.Substring(position, length), position, position + length));
        position += length;
    }
}
