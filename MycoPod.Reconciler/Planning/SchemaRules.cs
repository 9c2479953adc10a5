using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Schema;

namespace MycoPod.Reconciler.Planning;

/// <summary>Holds every call of a plan against the API of exactly the version that the cluster runs.</summary>
internal sealed class SchemaRules(SchemaStore schemas)
{
    /// <returns>Null where the schema could not be read.</returns>
    public async Task<IReadOnlyList<PlanProblem>?> CheckAsync(Plan plan, ProxmoxClient client, CancellationToken cancellationToken)
    {
        try
        {
            var schema = await schemas.GetAsync(client, cancellationToken);
            return Check(plan, schema, CallerOf(client.User));
        }
        catch (Exception e) when (e is ProxmoxException or FormatException or IOException)
        {
            return null;
        }
    }

    internal static IReadOnlyList<PlanProblem> Check(Plan plan, ApiSchema schema, ApiCaller caller) =>
    [
        .. from step in plan.Steps.Index()
           let call = step.Item.Call(step.Index + 1, SampleNames.Instance) as ApiCall
           where call is not null
           from problem in schema.Check(call.Method, call.Path, call.Parameters, caller)
           select new PlanProblem(step.Index + 1, $"This cluster would refuse {call.Method} {call.Path}: {problem}"),
    ];

    private static ApiCaller CallerOf(string user) =>
        user.Contains('!', StringComparison.Ordinal) ? ApiCaller.Token : user == "root@pam" ? ApiCaller.Root : ApiCaller.User;
}
