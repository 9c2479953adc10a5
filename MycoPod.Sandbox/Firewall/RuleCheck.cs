using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>What a rule has to be once its fields are put together (pve-firewall 5.1, Firewall.pm, verify_rule).</summary>
internal static class RuleCheck
{
    private static readonly string[] Actions = ["ACCEPT", "DROP", "REJECT"];
    private static readonly string[] WithPorts = ["tcp", "udp", "udplite", "sctp", "dccp"];
    private static readonly string[] Ends = ["source", "dest"];
    private static readonly string[] Ports = ["dport", "sport"];

    public static void Require(IReadOnlyDictionary<string, string> rule, FirewallFile cluster, FirewallFile own, bool isInGroup, bool isGuest)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        CheckAction(rule, cluster, isInGroup, errors);
        if (isGuest && rule.TryGetValue("iface", out var device) && !device.StartsWith("net", StringComparison.Ordinal))
            errors["iface"] = $"value does not look like a valid network interface name - use 'net\\d+'";
        if (rule.TryGetValue("macro", out var macro) && !Macros.All.ContainsKey(macro))
            errors["macro"] = $"unknown macro '{macro}'";
        foreach (var port in Ports.Where(rule.ContainsKey))
            CheckPort(rule, port, errors);
        foreach (var end in Ends.Where(rule.ContainsKey))
            CheckEnd(rule[end], end, cluster, own, errors);
        if (errors.Count > 0)
            throw ApiException.BadParameters(errors);
    }

    private static void CheckAction(IReadOnlyDictionary<string, string> rule, FirewallFile cluster, bool isInGroup, Dictionary<string, string> errors)
    {
        var action = rule["action"];
        if (rule["type"] != "group")
        {
            if (!Actions.Contains(action, StringComparer.Ordinal))
                errors["action"] = $"unknown action '{action}'";
        }
        else if (isInGroup)
        {
            errors["type"] = "security groups not allowed";
        }
        else if (!cluster.Groups.Exists(group => string.Equals(group.Name, action, StringComparison.OrdinalIgnoreCase)))
        {
            errors["action"] = $"security group '{action}' does not exist";
        }
    }

    private static void CheckPort(IReadOnlyDictionary<string, string> rule, string port, Dictionary<string, string> errors)
    {
        if (!rule.TryGetValue("proto", out var protocol))
            errors["proto"] = $"missing property - '{port}' requires this property";
        else if (!WithPorts.Contains(protocol, StringComparer.Ordinal))
            errors[port] = $"protocol '{protocol}' does not support ports";
    }

    private static void CheckEnd(string value, string end, FirewallFile cluster, FirewallFile own, Dictionary<string, string> errors)
    {
        foreach (var part in value.Split(',').Select(part => part.Trim()))
        {
            var name = part.TrimStart('+');
            name = name[(name.IndexOf('/') + 1)..];
            if (part.StartsWith('+') && !cluster.Sets.Concat(own.Sets).Any(set => set.Name == name))
                errors[end] = $"no such ipset '{name}'";
            else if (!part.StartsWith('+') && char.IsLetter(part[0]) && !part.Contains(':', StringComparison.Ordinal) && !cluster.Aliases.Concat(own.Aliases).Any(alias => alias.Name == name))
                errors[end] = $"no such alias '{name}'";
        }
    }
}
