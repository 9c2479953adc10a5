using System.Text.Json;
using MycoPod.Sandbox.State;
using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

/// <summary>A sandbox with an image to make machines from, and short words for what tests of guests do over and over.</summary>
public abstract class GuestTest : SandboxTest
{
    protected const string Image = "tank:import/noble.qcow2";
    protected const string Iso = "local:iso/debian-12.iso";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server.State.Change(cluster =>
        {
            cluster.FindStorage("tank")?.Content.Add("import");
            cluster.Volumes.Add(new(Image, "import", "qcow2", 600L << 20, DateTimeOffset.UnixEpoch));
            cluster.Volumes.Add(new(Iso, "iso", "iso", 660L << 20, DateTimeOffset.UnixEpoch) { Node = "pve1" });
        });
    }

    internal Task<SandboxAnswer> MakeAsync(long vmid, params (string Name, string Value)[] more) =>
        Agent.PostAsync("/nodes/pve1/qemu", [("vmid", $"{vmid}"), ("name", $"vm{vmid}"), .. more]);

    /// <summary>A machine with an operating system, a cloud-init drive and an agent.</summary>
    internal Task<SandboxAnswer> MakeFromImageAsync(long vmid, params (string Name, string Value)[] more) => MakeAsync(
        vmid,
        [
            ("memory", "2048"), ("scsihw", "virtio-scsi-single"), ("scsi0", $"local-lvm:0,import-from={Image},discard=on"), ("ide2", "local-lvm:cloudinit"),
            ("net0", "virtio,bridge=vmbr0"), ("agent", "1"), ("ipconfig0", "ip=192.168.1.77/24,gw=192.168.1.1"), .. more,
        ]);

    internal Task<SandboxAnswer> PutAsync(string path, params (string Name, string Value)[] form) =>
        Agent.SendAsync(HttpMethod.Put, path, form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));

    internal Task<SandboxAnswer> DeleteAsync(string path) => Agent.SendAsync(HttpMethod.Delete, path);

    /// <summary>How the task ended that a request started.</summary>
    internal async Task<string?> ExitAsync(Task<SandboxAnswer> request) => (await Agent.RunAsync(request)).GetProperty("exitstatus").GetString();

    internal async Task SucceedAsync(Task<SandboxAnswer> request) => Assert.Equal("OK", await ExitAsync(request));

    internal async Task MakeAndStartAsync(Task<SandboxAnswer> creation, long vmid)
    {
        await SucceedAsync(creation);
        await SucceedAsync(Agent.PostAsync($"/nodes/pve1/qemu/{vmid}/status/start"));
    }

    internal async Task<string?> ConfigAsync(string guest, string option, string query = "")
    {
        var config = await Agent.DataAsync($"{guest}/config{query}");
        return config.TryGetProperty(option, out var value) ? value.ToString() : null;
    }

    internal int VolumesOf(long vmid) => Server.State.Read(cluster => cluster.Volumes.Count(volume => volume.Vmid == vmid && volume.Content != "backup"));

    internal void ChangeGuest(long vmid, Action<Guest> change) => Server.State.Change(cluster => change(cluster.FindGuest(vmid) ?? throw new InvalidOperationException($"no guest {vmid}")));

    internal static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
