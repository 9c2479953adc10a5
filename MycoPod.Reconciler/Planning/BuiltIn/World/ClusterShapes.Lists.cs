using System.Text.RegularExpressions;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>Lists, and the forms of single words.</summary>
internal sealed partial class ClusterShapes
{
    private void AddLists()
    {
        shapes["names"] = (tokens, index) => NameList.Read(tokens, index, IsListName) is var (names, length) && length > 0 ? (new(string.Join(',', names)) { Items = names }, length) : null;
        shapes["counterpattern"] = (tokens, index) => tokens[index].Shape == Shape.Word && NameList.Range(tokens[index].Text) is { Count: > 1 } names ? (new(tokens[index].Text) { Items = names }, 1) : null;
        OfList("servers", 1, t => t.Shape is Shape.Ip4 or Shape.Ip6 ? t.Text : null);
        OfList("ips", 2, t => t.Shape == Shape.Ip4 ? t.Text : null);
        OfList("numbers", 2, t => t is { Shape: Shape.Number, Number: >= 100 } ? t.Text : null);
        OfList("ports", 1, t => t.Shape == Shape.Number && t.Number is >= 1 and <= 65535 ? t.Text : t.Shape == Shape.Word && PortRange().IsMatch(t.Text) ? t.Text.Replace('-', ':') : null);
        OfList("portproto", 1, t => t.Shape == Shape.Word && PortProtocol().IsMatch(t.Lower) ? char.IsAsciiDigit(t.Lower[0]) ? t.Lower : $"{t.Lower[4..]}/{t.Lower[..3]}" : null);
        OfList("ifaces", 1, t => t.Shape == Shape.Word && NodeInterface().IsMatch(t.Text) ? t.Text : null);
        OfList("privileges", 1, t => t.Shape == Shape.Word && Privilege().IsMatch(t.Text) ? t.Text : null);
        OfItems("tagnames", 2, (tokens, index) => IsTagInList(tokens, index) ? (tokens[index].Text, 1) : ("", 0));
        OfPhrases("contents", "content", 1);
        OfPhrases("contentlist", "content", 2);
        OfPhrases("softwares", "software", 1);
        OfPhrases("macros", "macro", 2);
    }

    /// <summary>Items separated by commas and "and", at least so many.</summary>
    private void OfList(string name, int least, Func<Token, string?> read) => OfItems(name, least, (tokens, index) => read(tokens[index]) is { } text ? (text, 1) : ("", 0));

    private void OfPhrases(string name, string phraseClass, int least) => OfItems(name, least, (tokens, index) =>
    {
        var (length, value) = lexicon.Find(phraseClass, tokens, index);
        return (value, length);
    });

    private void OfItems(string name, int least, Func<IReadOnlyList<Token>, int, (string Text, int Length)> read) => shapes[name] = (tokens, start) =>
    {
        List<string> items = [];
        var end = start;
        for (var index = start; index < tokens.Count;)
        {
            while (items.Count > 0 && index < tokens.Count && (tokens[index].Lower is "," or "and" or "&" or "/" or "as" or "well" or "plus" || lexicon.IsIn("the", tokens[index].Lower))) index++;
            if (index >= tokens.Count || (items.Count > 0 && index == end)) break;
            var (text, length) = read(tokens, index);
            if (length == 0) break;
            items.Add(text);
            index += length;
            end = index;
        }

        return items.Count >= least ? (new(string.Join(',', items)) { Items = items }, end - start) : null;
    };

    /// <summary>"tagged web and blog": a word that means something elsewhere, too, and is not the beginning of something new.</summary>
    private bool IsTagInList(IReadOnlyList<Token> tokens, int index) =>
        (IsListName(tokens[index]) || (tokens[index].Shape == Shape.Word && (lexicon.IsIn("purpose", tokens[index].Lower) || lexicon.IsIn("software", tokens[index].Lower) || cluster.HasTag(tokens[index].Text))))
        && !lexicon.IsIn("the", tokens[index - 1].Lower) && (index + 1 >= tokens.Count || lexicon.Find("kind", tokens, index + 1).Length == 0);

    private bool IsListName(Token token) => IsName(token) && (token.Shape == Shape.Quoted || NamePiece().IsMatch(token.Text));

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.\[\]{}-]*\z")]
    private static partial Regex NamePiece();

    [GeneratedRegex(@"\A\d{1,2}(\.\d{1,2}){0,2}\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"\A(?<system>[a-z]+)-?(?<release>\d{1,2}(\.\d{2})?)\z")]
    private static partial Regex GluedRelease();

    [GeneratedRegex(@"\A(rootfs|mp\d{1,3}|scsi\d{1,2}|virtio\d{1,2}|sata[0-5]|ide[0-3]|unused\d{1,3}|efidisk0|tpmstate0)\z")]
    private static partial Regex DiskSlot();

    [GeneratedRegex(@"\A(net\d{1,2}|eth\d)\z")]
    private static partial Regex Card();

    [GeneratedRegex(@"\A(vmbr\d{1,4}|bond\d{1,3}|vlan\d{1,4}|[a-z][a-z0-9]{1,14}\.\d{1,4})\z")]
    private static partial Regex Interface();

    [GeneratedRegex(@"\A(en[a-z0-9]+|eth\d+|bond\d+|vmbr\d+(\.\d+)?)\z")]
    private static partial Regex NodeInterface();

    [GeneratedRegex(@"\A[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+\z|\A[a-zA-Z][a-zA-Z0-9-]*\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[a-zA-Z][\w.-]*(/[\w.-]+)+\z")]
    private static partial Regex Dataset();

    [GeneratedRegex(@"\A([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}\z")]
    private static partial Regex Mac();

    [GeneratedRegex(@"\A[0-9a-fA-F]{32,128}\z")]
    private static partial Regex Hex();

    [GeneratedRegex(@"\A[\w.-]+\.(iso|img|qcow2|raw|vmdk|ova|tar\.gz|tar\.xz|tar\.zst)\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\A([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_]+)?|UTC)\z")]
    private static partial Regex TimeZone();

    [GeneratedRegex(@"\Anfsv?\d(\.\d)?\z|\A(nfs)?vers=\d(\.\d)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex NfsVersion();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_]*[-_0-9][a-zA-Z0-9_-]*\z")]
    private static partial Regex SnapshotName();

    [GeneratedRegex(@"\A(\d{1,5}/(tcp|udp)|(tcp|udp)/\d{1,5})\z")]
    private static partial Regex PortProtocol();

    [GeneratedRegex(@"\A\d{1,5}[-:]\d{1,5}\z")]
    private static partial Regex PortRange();

    [GeneratedRegex(@"\A(host|kvm32|kvm64|max|qemu32|qemu64|x86-64-v\d(-AES)?|EPYC\S*|Skylake\S*|Haswell\S*|Broadwell\S*|Cascadelake\S*|Icelake\S*|SandyBridge\S*|IvyBridge\S*|Westmere\S*|Nehalem\S*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex CpuName();

    [GeneratedRegex(@"\A(std|cirrus|vmware|qxl[234]?|virtio|virtio-gl|serial[0-3]|none)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Display();

    [GeneratedRegex(@"\A(q35|i440fx|pc|pc-(q35|i440fx)-[\d.]+)\z")]
    private static partial Regex MachineType();

    [GeneratedRegex(@"\A(virtio-scsi-(single|pci)|lsi|lsi53c810|megasas|pvscsi)\z")]
    private static partial Regex Controller();

    [GeneratedRegex(@"\A(md5|sha1|sha224|sha256|sha384|sha512)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Checksum();

    [GeneratedRegex(@"\A[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+){1,2}\z")]
    private static partial Regex Privilege();
}
