using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>"Debian", "running Debian 12", "bookworm", or a template's file name.</summary>
internal sealed class SystemReader : IPropertyReader
{
    public bool TryRead(Cursor cursor, out Stated? stated)
    {
        stated = null;
        var start = cursor.Position;
        if (RunsSystem(cursor)) cursor.Take();
        if (cursor.Current.Kind == TermKind.On) cursor.Take();
        cursor.Skip(TermKind.Filler, TermKind.Colon);
        var at = cursor.Position;
        var term = cursor.Take();
        stated = term.Kind switch
        {
            TermKind.TemplateFile => new(Property.Template, term.Text, term.Text),
            TermKind.Release => new(Property.System, term.Value, term.Text),
            TermKind.System => new(Property.System, $"{term.Value}{Version(cursor)}", cursor.Since(at)),
            _ => null,
        };
        if (stated is null) cursor.Position = start;
        return stated is not null;
    }

    /// <summary>"running Debian", but not "a running Debian container", which asks for something else.</summary>
    private static bool RunsSystem(Cursor cursor) =>
        cursor.Current is { Kind: TermKind.State, Value: "running" }
        && cursor.Previous.Kind is not (TermKind.Article or TermKind.Number or TermKind.Verb or TermKind.Filler or TermKind.Feature)
        && cursor.Peek(1).Kind is TermKind.System or TermKind.Release or TermKind.Filler or TermKind.TemplateFile;

    /// <summary>A number that is not the start of "2 cores" or "2 GB".</summary>
    private static string Version(Cursor cursor)
    {
        if (cursor.Current.Kind != TermKind.Number || !char.IsAsciiDigit(cursor.Current.Text[0])) return "";
        return cursor.Peek(1).Kind is TermKind.Unit or TermKind.Cores ? "" : $":{cursor.Take().Text}";
    }
}
