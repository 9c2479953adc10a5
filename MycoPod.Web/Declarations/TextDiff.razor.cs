using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace MycoPod.Web.Declarations;

/// <summary>What changed between two texts: word by word, and line by line where they are long.</summary>
public sealed partial class TextDiff
{
    private const int LongText = 20_000;

    private IReadOnlyList<DiffPiece> pieces = [];

    protected override void OnParametersSet()
    {
        var isLong = Before.Length + After.Length > LongText;
        IChunker chunker = isLong ? new LineEndingsPreservingChunker() : new WordChunker();
        pieces = InlineDiffBuilder.Diff(Before, After, ignoreWhiteSpace: false, ignoreCase: false, chunker).Lines;
    }
}
