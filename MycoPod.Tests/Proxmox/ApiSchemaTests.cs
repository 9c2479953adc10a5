using System.Text;
using System.Text.Json;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Tests.Sandbox;
using MycoPod.Tests.Sandbox.Conformity;

namespace MycoPod.Tests.Proxmox;

/// <summary>The published schema of 8.4, held against what the real API code took and refused.</summary>
public sealed class ApiSchemaTests
{
    /// <summary>Refusals that no schema can foresee, by exchange.</summary>
    private static readonly Dictionary<string, string> Unforeseeable = new(StringComparer.Ordinal)
    {
        ["21b-nextid-taken-400"] = "the number is taken: a matter of the cluster's state",
        ["47-task-unknown-upid-400"] = "there is no such task: a matter of the cluster's state",
        ["47b-task-malformed-upid-400"] = "the schema calls a UPID any text",
        ["73-migrate-to-self"] = "the target is the node itself: the schema knows no other guest's place",
    };

    private static readonly Lazy<byte[]> File = new(() => System.IO.File.ReadAllBytes(SharedFolder.Require("proxmox", "api-schema-8.4.json")));

    private static readonly Lazy<ApiSchema> Published = new(() => ApiSchema.Read(File.Value));

    private static ApiSchema Schema
    {
        get
        {
            SharedFolder.Require("proxmox", "api-schema-8.4.json");
            return Published.Value;
        }
    }

    [Fact]
    public void All_methods_are_read_with_what_they_permit()
    {
        Assert.Equal(605, Schema.Methods.Count);
        Assert.Equal(
            [("GET", 304), ("POST", 155), ("PUT", 76), ("DELETE", 70)],
            Schema.Methods.CountBy(m => m.Method).OrderByDescending(c => c.Value).Select(c => (c.Key, c.Value)));
        Assert.Equal(5, Schema.Methods.Count(m => !m.AllowsTokens));
        Assert.Equal(15, Schema.Methods.Count(m => m.IsForRootOnly));
        Assert.Contains("VM.Allocate", Schema.Find("POST", "/nodes/pve1/lxc")?.Permission, StringComparison.Ordinal);
        Assert.All(Schema.Methods, m => Assert.Same(m, Schema.Find(m.Method, m.Path)));
    }

    [Fact]
    public void Every_pattern_of_the_schema_can_be_written_here()
    {
        using var json = JsonDocument.Parse(File.Value);
        var patterns = new HashSet<string>(StringComparer.Ordinal);
        Collect(json.RootElement, patterns);
        Assert.True(patterns.Count > 40, $"only {patterns.Count} patterns");
        Assert.DoesNotContain(patterns, p => PerlPattern.Translate(p) is null);

        static void Collect(JsonElement element, HashSet<string> found)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in element.EnumerateArray()) Collect(entry, found);
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                if (element.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String) found.Add(pattern.GetString() ?? "");
                foreach (var property in element.EnumerateObject()) Collect(property.Value, found);
            }
        }
    }

    [Fact]
    public void What_the_server_took_passes()
    {
        // The root of the API answers, but the schema does not hold it.
        var taken = Recording.Load(SharedFolder.Require("proxmox", "exchanges")).Where(e => e is { IsApi: true, Status: 200, Name: not "75-api-root" }).ToList();
        Assert.True(taken.Count > 200, $"only {taken.Count} exchanges");
        Assert.Empty(taken.SelectMany(e => RecordedCall.Of(e).Problems(Schema).Select(p => $"{e.Name}: {p}")));
    }

    [Fact]
    public void What_the_server_refused_for_its_parameters_is_refused_for_the_same_parameters()
    {
        var refused = Recording.Load(SharedFolder.Require("proxmox", "exchanges")).Where(e => e is { IsApi: true, Status: 400 }).ToList();
        Assert.Equal(Unforeseeable.Keys, refused.Where(e => RecordedCall.Of(e).Problems(Schema).Count == 0).Select(e => e.Name));
        foreach (var exchange in refused.Where(e => !Unforeseeable.ContainsKey(e.Name)))
        {
            var theirs = JsonSerializer.Deserialize<JsonElement>(exchange.Body).GetProperty("errors").EnumerateObject().Select(p => p.Name);
            var ours = RecordedCall.Of(exchange).Problems(Schema).Select(p => p.Parameter.Split('.')[0]);
            Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("09-nonexistent-path-501")]
    [InlineData("09b-wrong-method-501")]
    [InlineData("66-token-on-ticket-only-endpoint-403")]
    public void Calls_that_do_not_exist_or_refuse_tokens_are_refused(string name)
    {
        var exchange = Recording.Load(SharedFolder.Require("proxmox", "exchanges")).Single(e => e.Name == name);
        Assert.Equal("", Assert.Single(RecordedCall.Of(exchange).Problems(Schema)).Parameter);
    }

    [Theory]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=local:vztmpl/d.tar.zst&unprivileged=1&features=nesting=1&net0=name=eth0,bridge=vmbr0,ip=dhcp", "")]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=t&net0=bridge=vmbr0", "net0.name is missing.")]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=t&memory=8", "memory must be at least 16, not 8.")]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=t&net32=name=eth0", "net32 is no parameter of POST /nodes/{node}/lxc in this version.")]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=t&unprivileged=1&features=nesting=1,keyctl=1", "features is for root@pam")]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=t&features=nesting=1", "features is for root@pam")]
    [InlineData("POST", "/nodes/pve1/lxc", "vmid=100&ostemplate=t&mp0=/srv,mp=/srv", "mp0 is for root@pam")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&net0=virtio=BC:24:11:2C:34:56,bridge=vmbr0,firewall=on", "")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&net0=virtio,model=e1000", "net0 gives model twice.")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&net0=virtio,brigde=vmbr0", "net0 has no key 'brigde'.")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&net0=virtio=01:00:00:00:00:01", "net0.macaddr '01:00:00:00:00:01' is not a unicast hardware address")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&boot=order=scsi0;net0&ipconfig0=ip=dhcp,ip6=auto&cpu=x86-64-v2-AES&startup=order=1,up=30", "")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&boot=order=scsi31", "boot.order 'scsi31' is not a device to boot from")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&ipconfig0=gw=10.0.0.1", "ipconfig0.gw needs ip as well.")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&sshkeys=ssh-ed25519 AAAA", "sshkeys 'ssh-ed25519 AAAA' is not URL-encoded.")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&scsi0=local-lvm:0,import-from=local:import/d.qcow2,discard=on", "")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&scsi0=local-lvm:0,import-from=/root/d.qcow2", "scsi0 is for root@pam")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&scsihw=virtio-scsi-double", "scsihw 'virtio-scsi-double' is none of")]
    [InlineData("POST", "/nodes/pve1/qemu", "vmid=100&args=-cpu host", "args is for root@pam")]
    [InlineData("PUT", "/nodes/pve1/qemu/100/config", "vmid=101", "vmid is another than in the path.")]
    [InlineData("PUT", "/nodes/pve1/qemu/100/config", "name=a&name=b", "name may be given once only.")]
    [InlineData("PUT", "/nodes/pve1/qemu/99/config", "cores=2", "vmid '99' is not a guest's number")]
    [InlineData("POST", "/nodes/pve1/execute", "commands=x", "is for root@pam")]
    [InlineData("POST", "/nodes/pve1/vzdump", "vmid=100&prune-backups=keep-last=3&script=/x", "script is for root@pam")]
    [InlineData("PUT", "/pools/a%2Fb", "vms=100", "")]
    public void A_call_is_checked_as_the_server_would(string method, string path, string form, string problem)
    {
        var problems = Schema.Check(method, path, [.. form.Split('&').Select(p => KeyValuePair.Create(p.Split('=')[0], p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);
        if (problem.Length == 0) Assert.Empty(problems);
        else Assert.Contains(problem, $"{Assert.Single(problems)}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_the_API_viewer_is_read_like_plain_JSON()
    {
        var viewer = Encoding.UTF8.GetBytes("""
            const apiSchema = [
               {"path":"/version","text":"version","leaf":1,"info":{"GET":{"method":"GET","name":"version","allowtoken":1,"permissions":{"user":"all"},"parameters":{"additionalProperties":0}}}}
            ]
            ;
            let method2cmd = { "GET": [ "get" ] };
            """);
        Assert.Equal("/version", Assert.Single(ApiSchema.Read(viewer).Methods).Path);
        Assert.Throws<FormatException>(() => ApiSchema.Read("<html>"u8));
        Assert.Throws<FormatException>(() => ApiSchema.Read("[{]"u8));
        Assert.Throws<FormatException>(() => ApiSchema.Read("""[{"path":"/version"}]"""u8));
    }
}
