using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Cluster;

/// <summary>What PUT /cluster/options takes: datacenter.cfg.</summary>
internal static class OptionParameters
{
    public static readonly IReadOnlyList<Parameter> All =
    [
        Parameter.Text("bwlimit") with { Keys = new(Parameter.Number("clone", 0), Parameter.Number("default", 0), Parameter.Number("migration", 0), Parameter.Number("move", 0), Parameter.Number("restore", 0)) },
        Parameter.Text("consent-text") with { MaxLength = 65536 },
        Parameter.OneOf("console", "applet", "vv", "html5", "xtermjs"),
        Parameter.Text("crs") with { Keys = new(Parameter.OneOf("ha", "basic", "static"), Parameter.Flag("ha-rebalance-on-start")) },
        Parameter.Text("description") with { MaxLength = 65536 },
        Parameter.Text("email_from") with { Format = ClusterFormats.Email },
        Parameter.OneOf("fencing", "watchdog", "hardware", "both"),
        Parameter.Text("ha") with { Keys = new(Parameter.OneOf("shutdown_policy", "freeze", "failover", "conditional", "migrate") with { IsRequired = true }) },
        Parameter.Text("http_proxy") with { Pattern = "http://.*" },
        Parameter.OneOf("keyboard", "de", "de-ch", "da", "en-gb", "en-us", "es", "fi", "fr", "fr-be", "fr-ca", "fr-ch", "hu", "is", "it", "ja", "lt", "mk", "nl", "no", "pl", "pt", "pt-br", "sv", "sl", "tr"),
        Parameter.OneOf("language", "ar", "ca", "da", "de", "en", "es", "eu", "fa", "fr", "hr", "he", "it", "ja", "ka", "kr", "nb", "nl", "nn", "pl", "pt_BR", "ru", "sl", "sv", "tr", "ukr", "zh_CN", "zh_TW"),
        Parameter.Text("mac_prefix") with { Format = ClusterFormats.MacPrefix },
        Parameter.Whole("max_workers", 1),
        Parameter.Text("migration") with { Keys = new(Parameter.Text("network") with { Format = Formats.Cidr }, Parameter.OneOf("type", "secure", "insecure") with { IsRequired = true, IsDefaultKey = true }) },
        Parameter.Flag("migration_unsecure"),
        Parameter.Text("next-id") with { Keys = new(Parameter.Whole("lower"), Parameter.Whole("upper")) },
        Parameter.Text("notify") with { Keys = new(Parameter.OneOf("fencing", "always", "never"), Parameter.OneOf("package-updates", "auto", "always", "never"), Parameter.OneOf("replication", "always", "never"), Parameter.Text("target-fencing"), Parameter.Text("target-package-updates"), Parameter.Text("target-replication")) },
        Parameter.Text("registered-tags") with { Pattern = @"(?:(?i:[a-z0-9_][a-z0-9_\-\+\.]*);)*(?i:[a-z0-9_][a-z0-9_\-\+\.]*)" },
        Parameter.Text("tag-style") with { Keys = new(Parameter.Flag("case-sensitive"), Parameter.Text("color-map") with { Pattern = @"(?:(?i:[a-z0-9_][a-z0-9_\-\+\.]*):[0-9a-fA-F]{6}(?::[0-9a-fA-F]{6})?)(?:;(?:(?i:[a-z0-9_][a-z0-9_\-\+\.]*):[0-9a-fA-F]{6}(?::[0-9a-fA-F]{6})?))*" }, Parameter.OneOf("ordering", "config", "alphabetical"), Parameter.OneOf("shape", "full", "circle", "dense", "none")) },
        Parameter.Text("u2f") with { Keys = new(Parameter.Text("appid"), Parameter.Text("origin")) },
        Parameter.Text("user-tag-access") with { Keys = new(Parameter.OneOf("user-allow", "none", "list", "existing", "free"), Parameter.Text("user-allow-list") with { Pattern = @"(?i:[a-z0-9_][a-z0-9_\-\+\.]*)(?:;(?i:[a-z0-9_][a-z0-9_\-\+\.]*))*" }) },
        Parameter.Text("webauthn") with { Keys = new(Parameter.Flag("allow-subdomains"), Parameter.Text("id"), Parameter.Text("origin"), Parameter.Text("rp")) },
    ];
}
