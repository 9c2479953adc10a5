using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using Values = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Reads what a step names.</summary>
internal static class FieldReading
{
    /// <param name="mayBeMissing">Whether the list itself may be missing, as that of a network which an earlier step makes. That what is in it is gone is never told from that.</param>
    /// <returns>Null where it is not there.</returns>
    public static async Task<Values?> ReadAsync(this StepContext context, FieldQuery query, bool mayBeMissing, CancellationToken cancellationToken)
    {
        try
        {
            var data = await context.Client.SendAsync(ProxmoxRequest.Get(query.Path), cancellationToken);
            if (query.Row.Count == 0) return data.Values();
            return data.EnumerateArray().Select(row => row.Values()).FirstOrDefault(query.Matches);
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.NotFound && (query.Row.Count == 0 || mayBeMissing))
        {
            return null;
        }
    }
}
