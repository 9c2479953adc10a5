using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Execution;

internal sealed record KeptExchange(Guid RunId, int StepNumber, RawExchange Exchange);
