using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>POST /nodes/{node}/vzdump: one task for all guests of the node that were asked for (PVE/API2/VZDump.pm).</summary>
internal sealed class BackupRequest(GuestTasks tasks, TaskRunner runner, Permissions permissions)
{
    private static readonly string[] RootOnly = ["tmpdir", "dumpdir", "script", "job-id"];

    public ApiAnswer Start(ApiCall call)
    {
        foreach (var name in RootOnly.Where(name => call.Parameters.Has(name) && !call.Caller.IsRootUser))
            throw ApiException.BadParameter(name, "Only root may set this option.");
        RequireSubject(call.Parameters);
        var storage = call.Parameters.OptionalText("storage") ?? "local";
        tasks.State.Read(cluster => cluster.RequireStorage(storage));
        permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");
        if (call.Parameters.Has("prune-backups") || call.Parameters.Has("maxfiles"))
            permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.Allocate");

        var guests = tasks.State.Read(cluster => Wanted(cluster, call));
        if (guests.Length == 0)
            return ApiAnswer.Of("OK");
        var subject = guests.Length == 1 ? $"{guests[0]}" : "";
        var upid = runner.Start(call.Node, "vzdump", subject, call.Caller, worker => new BackupWork(tasks, worker, call, storage).RunAsync(guests));
        return ApiAnswer.Of(upid.ToString());
    }

    private static void RequireSubject(ParameterValues parameters)
    {
        if (parameters.Flag("all") && parameters.Has("vmid"))
            throw ApiException.BadParameter("all", "option conflicts with option 'vmid'");
        if (parameters.Has("pool") && parameters.Has("vmid"))
            throw ApiException.BadParameter("pool", "option conflicts with option 'vmid'");
        if (!parameters.Has("vmid") && !parameters.Flag("all") && !parameters.Has("pool") && !parameters.Flag("stop"))
            throw ApiException.BadParameter("vmid", "property is missing");
    }

    /// <summary>Guests that live on other nodes are left out, and so are those, of a pool or of all, that the caller may not back up.</summary>
    private long[] Wanted(ClusterDocument cluster, ApiCall call)
    {
        var here = cluster.Guests.Where(guest => guest.Node == call.Node);
        if (call.Parameters.OptionalText("vmid") is { } list)
        {
            var numbers = ParameterValues.Split(list).Select(long.Parse).ToArray();
            foreach (var number in numbers)
                permissions.Require(call.Caller, $"/vms/{number}", "VM.Backup");
            return [.. numbers.Where(number => cluster.FindGuest(number) is not { } guest || guest.Node == call.Node)];
        }

        var excluded = ParameterValues.Split(call.Parameters.OptionalText("exclude") ?? "");
        var pool = call.Parameters.OptionalText("pool");
        return [.. here.Where(guest => (pool is null || guest.Pool == pool) && !excluded.Contains($"{guest.Vmid}", StringComparer.Ordinal))
            .Where(guest => permissions.Has(call.Caller, $"/vms/{guest.Vmid}", "VM.Backup"))
            .Select(guest => guest.Vmid)
            .Order()];
    }
}
