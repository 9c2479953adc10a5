namespace MycoPod.Core.Telemetry;

/// <summary>What a program measures.</summary>
/// <param name="Service">Its name, as in <c>mycopod-web</c>.</param>
/// <param name="Meters">Names of the meters, its own and those of its libraries.</param>
/// <param name="Activities">Names of the sources of traces.</param>
public sealed record TelemetrySources(string Service, string Version, IReadOnlyList<string> Meters, IReadOnlyList<string> Activities);
