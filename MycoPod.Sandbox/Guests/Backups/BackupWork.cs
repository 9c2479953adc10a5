using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>A backup task: guest after guest; one that fails does not keep the others from it (PVE/VZDump.pm, exec_backup_task).</summary>
internal sealed class BackupWork(GuestTasks tasks, TaskWorker worker, ApiCall call, string storageId)
{
    private static readonly HashSet<string> Unsaid = new(["node", "vmid"], StringComparer.Ordinal);

    public async Task RunAsync(long[] guests)
    {
        var words = call.Parameters.All.Where(entry => !Unsaid.Contains(entry.Key)).Append(new("node", call.Node)).OrderBy(entry => entry.Key, StringComparer.Ordinal);
        Info($"starting new backup job: vzdump {string.Join(' ', guests)} {string.Join(' ', words.Select(entry => $"--{entry.Key} {entry.Value}"))}");
        var storage = tasks.State.Read(cluster => cluster.RequireStorage(storageId));
        if (!storage.Holds("backup"))
            throw new TaskFailureException($"could not get storage information for '{storageId}': can't use storage '{storageId}' for backups - wrong content type");

        var failed = 0;
        foreach (var vmid in guests)
        {
            if (!await TryAsync(vmid, storage))
                failed++;
        }

        Info(failed == 0 ? "Backup job finished successfully" : "Backup job finished with errors");
        if (failed > 0)
            throw new TaskFailureException("job errors");
    }

    private async Task<bool> TryAsync(long vmid, StorageDefinition storage)
    {
        var start = tasks.Now;
        var kind = tasks.State.Read(cluster => cluster.FindGuest(vmid)?.Kind ?? GuestKind.Qemu);
        Info($"Starting Backup of VM {vmid} ({kind.Type()})");
        Info($"Backup started at {start:yyyy-MM-dd HH:mm:ss}");
        var isOurs = false;
        try
        {
            var guest = tasks.State.Read(cluster => cluster.FindGuest(vmid)) ?? throw new TaskFailureException($"unable to find VM '{vmid}'");
            var file = new BackupFile(guest, storage, call.Parameters.OptionalText("compress"), start);
            Info($"status = {(guest.IsRunning ? "running" : "stopped")}");
            guest.RequireUnlocked();
            tasks.State.Change(cluster => cluster.Require(call.Node, kind, vmid).Config["lock"] = "backup");
            isOurs = true;
            await SaveAsync(guest, file);
            Info($"Finished Backup of VM {vmid} ({tasks.Now - start:hh\\:mm\\:ss})");
            Info($"Backup finished at {tasks.Now:yyyy-MM-dd HH:mm:ss}");
            return true;
        }
        catch (Exception failure) when (failure is TaskFailureException { Message: not TaskWorker.Interrupted } or ApiException)
        {
            worker.Log($"ERROR: Backup of VM {vmid} failed - {failure.Message}");
            Info($"Failed at {tasks.Now:yyyy-MM-dd HH:mm:ss}");
            return false;
        }
        finally
        {
            if (isOurs && worker.IsAlive)
                tasks.State.Change(cluster => cluster.FindGuest(vmid)?.Config.Remove("lock"));
        }
    }

    private async Task SaveAsync(Guest guest, BackupFile file)
    {
        foreach (var line in BackupLog.Before(guest, file, call.Parameters.OptionalText("mode") ?? "snapshot"))
            Info(line);
        if (file.Storage.IsFull)
            throw new TaskFailureException(guest.Kind == GuestKind.Qemu ? "vma_queue_write: write error - Broken pipe" : "zstd: error 70 : Write error : cannot write block : No space left on device");
        await worker.WorkAsync(3);
        foreach (var line in BackupLog.After(guest, file))
            Info(line);
        tasks.State.Change(cluster =>
        {
            cluster.Volumes.Add(file.ToVolume(call.Node));
            cluster.Backups.Add(file.ToBackup(cluster));
        });
    }

    private void Info(string line) => worker.Log($"INFO: {line}");
}
