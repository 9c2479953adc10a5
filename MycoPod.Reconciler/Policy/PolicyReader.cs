using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Policy;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MycoPod.Reconciler.Policy;

/// <summary>Reads the text of a policy. Unknown and double keys are refused: a rule that is misspelt would protect nothing.</summary>
internal sealed class PolicyReader(string text)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private readonly List<string> problems = [];
    private readonly List<PolicyRule> rules = [];

    /// <exception cref="PolicyException">All that is wrong with it, each with its line.</exception>
    public ClusterPolicy Read()
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }]) ReadRoot(root);
            else problems.Add("it is empty, or no list of keys and values.");
        }
        catch (YamlException e)
        {
            problems.Add($"line {e.Start.Line}: it is no YAML: {e.Message}");
        }

        return problems.Count == 0 ? new(rules) : throw new PolicyException(problems);
    }

    private void ReadRoot(YamlMappingNode root)
    {
        var keys = Keys(root, "", "version", "kinds", "protected", "limits", "allowed", "shell");
        if (!keys.TryGetValue("version", out var version)) problems.Add("line 1: version is missing; version: 1 is expected.");
        else if (version is not YamlScalarNode { Value: "1" }) Problem(version, "version", "1 is expected");
        ReadKinds(Section(keys, "kinds", "allow", "deny", "admin"));
        ReadProtected(Section(keys, "protected", "names", "tags", "pools", "ids"));
        ReadPlaces(Section(keys, "allowed", "nodes", "storages", "bridges"));
        ReadShell(Section(keys, "shell", "guests", "nodes", "refused"), keys.GetValueOrDefault("shell") ?? root);
        var limits = Section(keys, "limits", "guest", "plan");
        ReadLimits(limits, "guest", isForPlan: false, "cores", "memory", "disk");
        ReadLimits(limits, "plan", isForPlan: true, "guests", "cores", "memory", "disk");
    }

    private void ReadKinds(Dictionary<string, YamlNode> keys)
    {
        Add(keys, "kinds", "allow", (names, key, line) => new AllowedKinds(names, key, line), mayBeEmpty: true);
        Add(keys, "kinds", "deny", (names, key, line) => new DeniedKinds(names, key, line));
        Add(keys, "kinds", "admin", (names, key, line) => new AdminKinds(names, key, line));
        foreach (var (key, node) in keys)
        {
            foreach (var kind in Texts(node, $"kinds.{key}").Where(k => !StepKinds.All.Any(new Wildcard(k).Matches))) Problem(node, $"kinds.{key}", $"'{kind}' is no step kind");
        }
    }

    private void ReadProtected(Dictionary<string, YamlNode> keys)
    {
        foreach (var (key, by) in new[] { ("names", GuestTrait.Name), ("tags", GuestTrait.Tag), ("pools", GuestTrait.Pool), ("ids", GuestTrait.Id) })
            Add(keys, "protected", key, (names, where, line) => new ProtectedGuests(by, names, where, line));
    }

    private void ReadPlaces(Dictionary<string, YamlNode> keys)
    {
        foreach (var (key, of) in new[] { ("nodes", PlaceKind.Node), ("storages", PlaceKind.Storage), ("bridges", PlaceKind.Bridge) })
            Add(keys, "allowed", key, (names, where, line) => new AllowedPlaces(of, names, where, line), mayBeEmpty: true);
    }

    /// <summary>What is not switched on is off.</summary>
    private void ReadShell(Dictionary<string, YamlNode> keys, YamlNode section)
    {
        foreach (var key in (string[])["guests", "nodes"])
        {
            var node = keys.GetValueOrDefault(key);
            if (node is not null and not YamlScalarNode { Value: "on" or "off" }) Problem(node, $"shell.{key}", "on or off is expected");
            else if (node is not YamlScalarNode { Value: "on" }) rules.Add(new ShellSwitch(key == "nodes", $"shell.{key}", LineOf(node ?? section)));
        }

        if (!keys.TryGetValue("refused", out var refused)) return;
        Texts(refused, "shell.refused");
        foreach (var pattern in refused is YamlSequenceNode list ? list.Children.OfType<YamlScalarNode>() : []) ReadPattern(pattern);
    }

    private void ReadPattern(YamlScalarNode node)
    {
        try
        {
            // Without backtracking no command can make a pattern take forever.
            rules.Add(new RefusedCommands(new(node.Value ?? "", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Longest), "shell.refused", LineOf(node)));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Problem(node, "shell.refused", $"'{node.Value}' is no regular expression that can be used here ({e.Message.TrimEnd('.')})");
        }
    }

    private void ReadLimits(Dictionary<string, YamlNode> limits, string scope, bool isForPlan, params string[] known)
    {
        foreach (var (key, node) in Section(limits, scope, $"limits.{scope}", known))
        {
            var what = Enum.Parse<SizeKind>(key, ignoreCase: true);
            if (Amount(node, what) is { } most) rules.Add(new SizeLimit(isForPlan, what, most, $"limits.{scope}.{key}", LineOf(node)));
            else Problem(node, $"limits.{scope}.{key}", what is SizeKind.Memory or SizeKind.Disk ? "a size with its unit is expected, as in 32 GiB" : "a whole number is expected");
        }
    }

    private static long? Amount(YamlNode node, SizeKind what)
    {
        var text = node is YamlScalarNode { Value: { } value } ? value.Replace(" ", "", StringComparison.Ordinal) : "";
        if (what is SizeKind.Guests or SizeKind.Cores) return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var unit = text.LastIndexOfAny(['K', 'M', 'G', 'T']);
        return unit > 0 && text[(unit + 1)..] is "iB" or "B" or "" && unit > 0 ? DiskSize.Bytes(text[..(unit + 1)]) : null;
    }

    private void Add(Dictionary<string, YamlNode> keys, string section, string key, Func<IReadOnlyList<Wildcard>, string, int, PolicyRule> make, bool mayBeEmpty = false)
    {
        if (!keys.TryGetValue(key, out var node)) return;
        var names = Texts(node, $"{section}.{key}");
        if (names.Count > 0 || mayBeEmpty) rules.Add(make([.. names.Select(n => new Wildcard(n))], $"{section}.{key}", LineOf(node)));
    }

    private List<string> Texts(YamlNode node, string key)
    {
        if (node is YamlSequenceNode list && list.All(n => n is YamlScalarNode { Value.Length: > 0 })) return [.. list.Select(n => ((YamlScalarNode)n).Value ?? "")];
        Problem(node, key, "a list is expected, as in [one, other]");
        return [];
    }

    private Dictionary<string, YamlNode> Section(Dictionary<string, YamlNode> keys, string name, params string[] known) => Section(keys, name, name, known);

    private Dictionary<string, YamlNode> Section(Dictionary<string, YamlNode> keys, string name, string path, string[] known)
    {
        if (!keys.TryGetValue(name, out var node) || node is YamlScalarNode { Value: null or "" }) return [];
        if (node is YamlMappingNode section) return Keys(section, $"{path}.", known);
        Problem(node, path, $"keys are expected: {string.Join(", ", known)}");
        return [];
    }

    private Dictionary<string, YamlNode> Keys(YamlMappingNode node, string path, params string[] known)
    {
        Dictionary<string, YamlNode> found = new(StringComparer.Ordinal);
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name, StringComparer.Ordinal)) Problem(key, path + name, $"this key is not known here; known are {string.Join(", ", known)}");
            else found[name] = value;
        }

        return found;
    }

    private void Problem(YamlNode node, string key, string what) => problems.Add($"line {LineOf(node)}: {key}: {what}.");

    private static int LineOf(YamlNode node) => (int)node.Start.Line;
}
