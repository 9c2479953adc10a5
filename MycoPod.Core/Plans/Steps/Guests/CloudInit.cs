namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>What a cloud image is told at its first start.</summary>
/// <param name="User">The account it makes; null for the image's own.</param>
/// <param name="SshKeys">Public keys, one a line, or null.</param>
/// <param name="Address">Of the first network card: <c>dhcp</c>, or an IPv4 address with prefix length.</param>
/// <param name="Gateway">Null with dhcp.</param>
/// <param name="Dns">DNS servers separated by spaces, or null for the node's.</param>
public sealed record CloudInit(string? User, string? SshKeys, string Address, string? Gateway, string? Dns)
{
    /// <summary>Of the first network card: <c>auto</c>, <c>dhcp</c>, or an IPv6 address with prefix length.</summary>
    public string? AddressV6 { get; init; }

    public string? GatewayV6 { get; init; }

    public string? SearchDomain { get; init; }

    /// <summary>Whether packages are upgraded at the first start; they are without a word.</summary>
    public bool? Upgrade { get; init; }

    internal IEnumerable<string> Check()
    {
        if (User is not null && !Names.IsUnixUser(User)) yield return $"'{User}' is no user name: small letters, digits, - and _, at most 32.";
        foreach (var problem in NewGuest.CheckSshKeys(SshKeys)) yield return problem;
        foreach (var problem in Addresses.Check(Address, Gateway, AddressV6, GatewayV6)) yield return problem;
        foreach (var problem in Addresses.CheckDns(Dns, SearchDomain)) yield return problem;
    }

    internal IEnumerable<string> Say()
    {
        if (User is not null) yield return $"user {User}";
        if (SshKeys is not null) yield return NewGuest.SaySshKeys(SshKeys);
        if (Address != "dhcp") yield return $"address {Address}";
        if (Gateway is not null) yield return $"gateway {Gateway}";
        if (AddressV6 is not null) yield return $"IPv6 {AddressV6}";
        if (GatewayV6 is not null) yield return $"IPv6 gateway {GatewayV6}";
        if (Dns is not null) yield return $"DNS {Dns}";
        if (SearchDomain is not null) yield return $"search domain {SearchDomain}";
        if (Upgrade == false) yield return "no upgrade at its first start";
    }

    /// <summary>The API wants the keys escaped before they are sent as any other value (facts: Recipes).</summary>
    internal IEnumerable<(string Name, string? Value)> Parameters(string bridge) =>
    [
        ("ipconfig0", new NetworkCard(bridge, Address) { Gateway = Gateway, AddressV6 = AddressV6, GatewayV6 = GatewayV6 }.OfCloudInit()),
        ("ciuser", User),
        ("sshkeys", SshKeys is null ? null : Uri.EscapeDataString(SshKeys)),
        ("nameserver", Dns),
        ("searchdomain", SearchDomain),
        ("ciupgrade", Properties.Flag(Upgrade)),
    ];
}
