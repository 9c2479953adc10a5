using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>"ip 192.168.1.10/24", "DHCP".</summary>
internal sealed class AddressReader(Findings findings) : IPropertyReader
{
    public bool TryRead(Cursor cursor, out Stated? stated)
    {
        stated = null;
        var start = cursor.Position;
        cursor.Skip(TermKind.AddressWord, TermKind.Colon, TermKind.Of, TermKind.To, TermKind.With);
        var term = cursor.Take();
        if (term.Kind is not (TermKind.Address or TermKind.Dhcp))
        {
            cursor.Position = start;
            return false;
        }

        if (term.Kind == TermKind.Dhcp) cursor.Skip(TermKind.AddressWord);
        if (term.Kind == TermKind.Address && !term.Text.Contains('/'))
            findings.Problem($"{Findings.Quote(term.Text)} has no prefix length; write it like {term.Text}/24.");
        else stated = new(Property.Address, term.Kind == TermKind.Dhcp ? "dhcp" : term.Text, cursor.Since(start));
        return true;
    }
}
