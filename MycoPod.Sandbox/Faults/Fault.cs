using System.Text.Json;
using System.Text.Json.Serialization;
using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Faults;

/// <summary>Something that shall go wrong: with the next requests of a kind, with the next task of a type, or with a part of the cluster.</summary>
internal sealed record Fault(FaultKind Kind)
{
    /// <summary>For faults of requests.</summary>
    public string Method { get; init; } = "";

    /// <summary>A template such as /nodes/{node}/lxc, or one concrete path.</summary>
    public string Path { get; init; } = "";

    public double Seconds { get; init; }

    public int Status { get; init; } = 596;

    public string Message { get; init; } = "Connection timed out";

    /// <summary>How many requests or tasks it will still hit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>For faults of tasks: qmclone, vzdump and so on.</summary>
    public string? Type { get; init; }

    /// <summary>The node that is lost.</summary>
    public string? Node { get; init; }

    /// <summary>The storage that is full.</summary>
    public string? Storage { get; init; }

    /// <summary>delay-after and so on, as the control API spells it.</summary>
    [JsonIgnore]
    public string Name => JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    public bool Hits(string method, IReadOnlyList<string> segments) =>
        Method == method && new PathTemplate(Path).Match(segments) is not null;
}
