using System.Text;
using MycoPod.Core.Json;

namespace MycoPod.Core.Declarations;

/// <summary>The content of <c>declaration.md</c>: front matter, then the text exactly as it was written.</summary>
/// <param name="Text">Lines end in LF; nothing is trimmed.</param>
public sealed record DeclarationDocument(DeclarationHeader Header, string Text)
{
    private const string Fence = "---\n";

    /// <summary>SHA-256 of the text, UTF-8: what an approval names.</summary>
    public string ComputeTextDigest() => Digest.Of(Encoding.UTF8.GetBytes(Text));

    /// <summary>Text as it goes into a declaration: every line end as LF.</summary>
    public static string Normalize(string text) => text.ReplaceLineEndings("\n");

    public string Write() => $"{Fence}{FrontMatter.Write(Header)}{Fence}{Text}";

    /// <summary>Reads <c>declaration.md</c>.</summary>
    /// <exception cref="FormatException">The front matter is missing, or a key of it is unknown, missing, doubled or unusable.</exception>
    public static DeclarationDocument Read(string content)
    {
        if (!content.StartsWith(Fence, StringComparison.Ordinal)) throw new FormatException("declaration.md does not begin with front matter (a line of ---).");
        var end = content.IndexOf($"\n{Fence}", Fence.Length - 1, StringComparison.Ordinal);
        if (end < 0) throw new FormatException("The front matter of declaration.md does not end (a line of ---).");
        if (content.Contains('\r')) throw new FormatException("declaration.md holds carriage returns; lines end in LF.");
        return new(FrontMatter.Read(content[Fence.Length..(end + 1)]), content[(end + 1 + Fence.Length)..]);
    }
}
