using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>The step whose exchanges are shown.</summary>
/// <param name="Exchanges">Null while they are read.</param>
internal sealed record ChosenStep(Guid RunId, int Step, IReadOnlyList<Exchange>? Exchanges);
