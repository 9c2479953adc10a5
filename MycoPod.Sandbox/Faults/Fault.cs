using System.Text.Json;
using System.Text.Json.Serialization;
using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Faults;

/// <summary>Something that shall go wrong with the next requests of a kind.</summary>
internal sealed record Fault(string Method, string Path, FaultKind Kind)
{
    public double Seconds { get; init; }

    public int Status { get; init; } = 596;

    public string Message { get; init; } = "Connection timed out";

    /// <summary>How many requests it will still hit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>delay-after and so on, as the control API spells it.</summary>
    [JsonIgnore]
    public string Name => JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    /// <summary>The path may be a template such as /nodes/{node}/lxc, or one concrete path.</summary>
    public bool Hits(string method, IReadOnlyList<string> segments) =>
        Method == method && new PathTemplate(Path).Match(segments) is not null;
}
