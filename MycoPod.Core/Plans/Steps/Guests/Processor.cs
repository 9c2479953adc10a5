using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>The processor of a new VM, beside its number of cores. What is null is left to the cluster.</summary>
public sealed partial record Processor
{
    /// <summary>As in host or x86-64-v3; null is x86-64-v2-AES, which every node of the last ten years has.</summary>
    public string? Type { get; init; }

    /// <summary>Each has the step's number of cores.</summary>
    public int? Sockets { get; init; }

    public bool? Numa { get; init; }

    /// <summary>The most it may use, in cores.</summary>
    public int? Limit { get; init; }

    internal IEnumerable<string> Check()
    {
        if (Type is not null && !ProcessorType().IsMatch(Type)) yield return $"'{Type}' is no type of a processor, as in host.";
        if (Sockets is < 1 or > 4) yield return $"{Sockets} sockets: 1 to 4 are possible.";
        if (Limit is < 1 or > 128) yield return $"A limit of {Limit} cores: 1 to 128 are possible.";
    }

    internal IEnumerable<string> Say()
    {
        if (Sockets is > 1) yield return $"on each of {Sockets} sockets";
        if (Type is not null) yield return $"CPU type {Type}";
        if (Numa is { } numa) yield return numa ? "NUMA" : "no NUMA";
        if (Limit is not null) yield return $"at most {NewGuest.Count(Limit.Value, "core")} used";
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9\-_]{1,40}(,flags=[+\-][a-z0-9.\-_]+(;[+\-][a-z0-9.\-_]+){0,20})?\z")]
    private static partial Regex ProcessorType();
}
