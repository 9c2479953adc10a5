using System.Text.Json.Nodes;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>What QEMU itself reports of a running machine.</summary>
internal static class MachineStatistics
{
    private static readonly string[] DiskCounters =
    [
        "failed_flush_operations", "failed_rd_operations", "failed_unmap_operations", "failed_wr_operations",
        "flush_operations", "flush_total_time_ns",
        "invalid_flush_operations", "invalid_rd_operations", "invalid_unmap_operations", "invalid_wr_operations",
        "rd_bytes", "rd_merged", "rd_operations", "rd_total_time_ns",
        "unmap_bytes", "unmap_merged", "unmap_operations", "unmap_total_time_ns",
        "wr_bytes", "wr_highest_offset", "wr_merged", "wr_operations", "wr_total_time_ns",
    ];

    private static readonly string[] Abilities =
    [
        "backup-max-workers", "pbs-dirty-bitmap", "pbs-dirty-bitmap-migration", "pbs-dirty-bitmap-savevm", "pbs-masterkey", "query-bitmap-info",
    ];

    public static void AddTo(JsonObject view, Guest guest)
    {
        var memory = view["maxmem"]?.GetValue<long>() ?? 0;
        view["balloon"] = memory;
        view["ballooninfo"] = new JsonObject { ["max_mem"] = memory, ["actual"] = memory };
        view["blockstat"] = new JsonObject(guest.Config.Keys.Where(IsSeen).Select(name => KeyValuePair.Create<string, JsonNode?>(name, Disk())));
        view["nics"] = new JsonObject(guest.Config.Keys.Where(name => MachineOptions.Find(name)?.Name == "net")
            .Select(name => KeyValuePair.Create<string, JsonNode?>($"tap{guest.Vmid}i{name["net".Length..]}", new JsonObject { ["netin"] = 220, ["netout"] = 176 })));
        view["proxmox-support"] = Support();
        view["running-machine"] = "pc-i440fx-9.2+pve1";
        view["running-qemu"] = "9.2.0";
    }

    /// <summary>The state of firmware and TPM is no drive to QEMU.</summary>
    private static bool IsSeen(string name) => MachineOptions.IsDrive(name) && name is not ("efidisk0" or "tpmstate0");

    private static JsonObject Disk()
    {
        var view = new JsonObject { ["account_failed"] = true, ["account_invalid"] = true, ["timed_stats"] = new JsonArray() };
        foreach (var counter in DiskCounters)
            view[counter] = 0;
        return view;
    }

    private static JsonObject Support()
    {
        var view = new JsonObject { ["pbs-library-version"] = "1.5.1 (UNKNOWN)" };
        foreach (var ability in Abilities)
            view[ability] = true;
        return view;
    }
}
