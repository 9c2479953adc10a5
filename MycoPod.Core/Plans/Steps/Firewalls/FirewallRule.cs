namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>A rule, in the API's words; null where it says nothing about it.</summary>
/// <param name="Direction">in, out, forward, or group for using a security group.</param>
/// <param name="Action">ACCEPT, DROP, REJECT, or the group's name.</param>
/// <param name="Macro">As in SSH or HTTPS, instead of protocol and ports.</param>
/// <param name="Source">Address, network, alias, or +set.</param>
public sealed record FirewallRule(string Direction, string Action, string? Macro, string? Protocol, string? Source, string? Destination, string? DestinationPort, string? Interface)
{
    internal string Text => string.Join(' ', new[]
    {
        Direction == "group" ? "use group" : Direction, Action, Macro, Protocol,
        DestinationPort is null ? null : $"port {DestinationPort}",
        Source is null ? null : $"from {Source}",
        Destination is null ? null : $"to {Destination}",
        Interface is null ? null : $"on {Interface}",
    }.OfType<string>());

    /// <summary>What tells a rule from others, an empty text where it says nothing.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Key =>
    [
        new("type", Direction), new("action", Action), new("macro", Macro ?? ""), new("proto", Protocol ?? ""),
        new("source", Source ?? ""), new("dest", Destination ?? ""), new("dport", DestinationPort ?? ""), new("iface", Interface ?? ""), new("sport", ""), new("icmp-type", ""),
    ];

    internal IEnumerable<string> Check()
    {
        if (Direction is not ("in" or "out" or "forward" or "group")) yield return $"'{Direction}' is no direction: in, out, forward, or group.";
        if (Direction == "group" ? !Names.IsFirewallName(Action) : Action is not ("ACCEPT" or "DROP" or "REJECT")) yield return $"'{Action}' is no action: ACCEPT, DROP or REJECT, or the name of a group.";
        if (Macro is not null && (Protocol is not null || DestinationPort is not null)) yield return "A macro names protocol and ports itself.";
        if (Macro is not null && !Names.IsWord(Macro)) yield return $"'{Macro}' is no macro.";
        if (Protocol is not null && !Names.IsWord(Protocol)) yield return $"'{Protocol}' is no protocol.";
        if (DestinationPort is not null && Protocol is not ("tcp" or "udp" or "sctp" or "dccp" or "udplite" or "icmp" or "icmpv6")) yield return "Ports need a protocol, as in tcp.";
        foreach (var text in new[] { Source, Destination }.OfType<string>().Where(t => !t.Split(',').All(Names.IsFirewallAddress))) yield return $"'{text}' is no address, network, alias or +set for a rule.";
        foreach (var text in new[] { DestinationPort, Interface }.OfType<string>().Where(t => !Names.IsFirewallText(t))) yield return $"'{text}' is no port or interface for a rule.";
    }
}
