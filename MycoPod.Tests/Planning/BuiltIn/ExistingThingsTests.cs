using System.Text.Json;
using MycoPod.Reconciler.Planning.Batch;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Accounts, groups, roles, tokens and backup jobs that exist: what a change of them is planned as.</summary>
public sealed class ExistingThingsTests : IDisposable
{
    private static readonly string Recorded = RecordedHome.With(
        """
        "GET /access/users":{"data":[{"userid":"root@pam","enable":1},{"userid":"bob@pve","enable":1,"groups":"devs"}]},
        "GET /pools":{"data":[{"poolid":"lab","comment":"Lab"}]},
        "GET /cluster/ha/groups":{"data":[{"group":"both","nodes":"pve:2,pve2:1","restricted":0}]},
        "GET /access/groups":{"data":[{"groupid":"admins","users":""},{"groupid":"devs","users":"bob@pve"}]},
        "GET /access/roles":{"data":[{"roleid":"PVEAuditor","special":1,"privs":"VM.Audit"},{"roleid":"operator","special":0,"privs":"VM.Audit"}]},
        "GET /cluster/backup":{"data":[{"id":"backup-home","enabled":1,"schedule":"03:30","storage":"local","vmid":"100","prune-backups":{"keep-last":"3"}},{"id":"backup-sunday","enabled":1,"schedule":"sun 01:00","storage":"local","vmid":"100"}]}
        """);

    private readonly string folder = Directory.CreateTempSubdirectory("mycopod-existing-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Disable the account bob@pve", "PUT", "/access/users/bob@pve", """{"enable":"0"}""")]
    [InlineData("Add bob@pve to the group admins", "PUT", "/access/users/bob@pve", """{"groups":"devs,admins"}""")]
    [InlineData("Delete the API token ci of bob@pve", "DELETE", "/access/users/bob@pve/token/ci", "{}")]
    [InlineData("Add VM.PowerMgmt to the role operator", "PUT", "/access/roles/operator", """{"privs":"VM.Audit,VM.PowerMgmt"}""")]
    [InlineData("Disable the backup job backup-home", "PUT", "/cluster/backup/backup-home", """{"enabled":"0"}""")]
    [InlineData("Change the schedule of backup-home to 04:00", "PUT", "/cluster/backup/backup-home", """{"schedule":"04:00"}""")]
    [InlineData("Add mail to the backup job backup-home", "PUT", "/cluster/backup/backup-home", """{"vmid":"100,101"}""")]
    [InlineData("Set backup-sunday to 04:00 instead of 01:00", "PUT", "/cluster/backup/backup-sunday", """{"schedule":"sun 04:00"}""")]
    [InlineData("bob@pve has left us: disable his account", "PUT", "/access/users/bob@pve", """{"enable":"0"}""")]
    [InlineData("bob@pve should also be a member of admins", "PUT", "/access/users/bob@pve", """{"groups":"devs,admins"}""")]
    [InlineData("Set the email of bob@pve to bob@example.org and his last name to Baker", "PUT", "/access/users/bob@pve", """{"email":"bob@example.org","lastname":"Baker"}""")]
    [InlineData("Change the comment of the group devs to \"Developers\"", "PUT", "/access/groups/devs", """{"comment":"Developers"}""")]
    [InlineData("Change the comment of the pool lab to \"Tests\"", "PUT", "/pools/lab", """{"comment":"Tests"}""")]
    [InlineData("Change the nodes of the HA group both to pve", "PUT", "/cluster/ha/groups/both", """{"nodes":"pve:2"}""")]
    public async Task What_exists_is_changed_by_one_call(string text, string method, string path, string parameters)
    {
        var plan = await PlanAsync(text);
        var step = Assert.Single(plan.GetProperty("steps").EnumerateArray());
        Assert.Equal((method, path), (step.GetProperty("method").GetString(), step.GetProperty("path").GetString()));
        Assert.Equal(parameters, step.GetProperty("params").GetRawText());
    }

    [Theory]
    [InlineData("Enable bob@pve", "bob@pve is enabled already.")]
    [InlineData("Disable root@pam", "root@pam is not switched off.")]
    [InlineData("Add VM.PowerMgmt to the role PVEAuditor", "The role PVEAuditor is the cluster's own and is not changed.")]
    [InlineData("Disable the account eve@pve", "There is no user eve@pve.")]
    public async Task What_is_so_already_or_may_not_be_changed_is_said(string text, string expected)
    {
        var plan = await PlanAsync(text);
        Assert.Empty(plan.GetProperty("steps").EnumerateArray());
        Assert.Contains(expected, plan.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start nas. ", "more than 500 things")]
    [InlineData("make it so, number one. ", "did not understand")]
    [InlineData("lorem ipsum dolor ", "did not understand")]
    public async Task A_very_long_text_is_refused_in_good_time_and_nothing_of_it_is_planned(string sentence, string expected)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var plan = await PlanAsync(string.Concat(Enumerable.Repeat(sentence, 100_000 / sentence.Length)));
        Assert.Empty(plan.GetProperty("steps").EnumerateArray());
        Assert.Contains(expected, plan.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(20), $"{TimeProvider.System.GetElapsedTime(begin)}");
    }

    private async Task<JsonElement> PlanAsync(string text)
    {
        await File.WriteAllTextAsync(At("cluster.json"), Recorded, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(At("requests.jsonl"), JsonSerializer.Serialize(new { id = "one", text }), TestContext.Current.CancellationToken);
        using StringWriter errors = new();
        Assert.Equal(0, await PlanCommand.RunAsync(new(At("cluster.json"), At("requests.jsonl"), At("plans.jsonl"), "built-in"), errors, TestContext.Current.CancellationToken));
        using var line = JsonDocument.Parse(await File.ReadAllTextAsync(At("plans.jsonl"), TestContext.Current.CancellationToken));
        return line.RootElement.GetProperty("plan").Clone();
    }

    private string At(string name) => Path.Combine(folder, name);
}
