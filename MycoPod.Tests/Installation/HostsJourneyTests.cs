using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using MycoPod.Tests.Journeys;

namespace MycoPod.Tests.Installation;

/// <summary><c>./dev test install</c>: from the packed release to two hosts and back from their loss.</summary>
public sealed class HostsJourneyTests(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    public const string Variable = "MYCOPOD_HOSTS";

    private readonly InstalledHosts hosts = new(Environment.GetEnvironmentVariable(Variable) ?? "");
    private long stage;
    private string password = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Folder => Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} is not set: run ./dev test install.");

    public ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        stage = TimeProvider.System.GetTimestamp();

        // The cluster of an earlier run.
        var sandbox = new DirectoryInfo(Path.Combine(Folder, "sandbox"));
        if (sandbox.Exists) sandbox.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact(Explicit = true)]
    public async Task The_release_is_installed_used_updated_backed_up_destroyed_and_restored()
    {
        var (first, second) = (hosts.Versions[0], hosts.Versions[^1]);
        await hosts.BootAsync();
        Tell("booted");
        password = await InstallAsync(first);
        await ApplyAsync("before-update");
        Tell("the main journey");
        await TellIdleAsync();
        await LookAsync();
        Tell("doctor, audit and status on both hosts");

        await UpdateAsync(hosts.Ui, "ui", second);
        await ApplyAsync("between-versions");
        Tell("ui host updated, a journey with the Agent one version behind");
        await UpdateAsync(hosts.Agent, "agent", second);
        await ApplyAsync("after-update");
        Tell("agent host updated, a journey");
        await RefuseBrokenReleaseAsync(second);
        Tell("a broken release went back by itself");

        await BackUpAsync();
        await ApplyAsync("after-backup");
        Tell("backed up, and a journey after it");
        var tasks = await ReadTasksAsync();
        await hosts.DestroyAsync();
        await hosts.BootAsync();
        Tell("both hosts destroyed and booted anew");
        await RestoreAsync(second);
        Tell("restored");
        await FindAllAsync();
        Assert.Equal(tasks, await ReadTasksAsync());
        await Task.Delay(TimeSpan.FromMinutes(2), TimeProvider.System, Token);
        await ApplyAsync("after-restore");
        await LookAsync();
        Tell("all is there, nothing was done again, a journey");
    }

    public async ValueTask DisposeAsync() => await hosts.DisposeAsync();

    private async Task<string> InstallAsync(string version)
    {
        var result = await hosts.SetUpAsync(version);
        Tell("installed");
        Assert.Equal((InstalledHosts.Url.ToString().TrimEnd('/'), "ada"), (result["address"], result["admin_name"]));
        Assert.Matches("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", result["fingerprint"]);
        var again = await hosts.SetUpAsync(version);
        Assert.Equal((result["fingerprint"], ""), (again["fingerprint"], again["admin_password"]));
        Tell("set up once more, which changed nothing");
        return result["admin_password"];
    }

    /// <summary>Logs in, writes a sentence, applies it, and waits for the run.</summary>
    private async Task ApplyAsync(string name)
    {
        var person = await OpenAsync();
        await person.ApplyAsync($"Create an Alpine container named {name} with one core and 512 MB of memory.");
        await person.ExpectRunAsync("succeeded", seconds: 120);
        await person.Page.Context.DisposeAsync();
        Assert.Contains(name, await AskClusterAsync("/cluster/resources?type=vm"), StringComparison.Ordinal);
    }

    private async Task<Visitor> OpenAsync()
    {
        var context = await chromium.OpenAsync(InstalledHosts.Url, ignoresCertificate: true);
        context.SetDefaultTimeout(30_000);
        var person = new Visitor(await context.NewPageAsync());
        await person.SignInAsync("ada", password);
        await Assertions.Expect(person.Heading("Dashboard")).ToBeVisibleAsync();

        // After either host was started anew the Agent dials again within seconds.
        await Assertions.Expect(person.Text("Agent connected").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return person;
    }

    private static async Task UpdateAsync(SystemContainer host, string role, string version)
    {
        var (exitCode, said) = await InstalledHosts.UpdateAsync(host, InstalledHosts.ArchiveOf(Folder, role, version));
        Assert.True(exitCode == 0, said);
        Assert.Equal($"{role} {version}", (await host.RunAsync("mycopod", "version")).Trim());
    }

    /// <summary>A release whose program ends at once, and one that was changed on its way.</summary>
    private async Task RefuseBrokenReleaseAsync(string version)
    {
        const string Broken = "99.0.0";
        var work = Directory.CreateDirectory(Path.Combine(Folder, "broken")).FullName;
        await HostCommand.RunAsync("bash", "-euc", """
            cd "$1"; rm -rf -- *; tar -xzf "$2"; mv mycopod-ui-* "mycopod-ui-$3"; echo "$3" >"mycopod-ui-$3/VERSION"
            printf '#!/bin/sh\nexit 1\n' >"mycopod-ui-$3/program/MycoPod.Web"; chmod 755 "mycopod-ui-$3/program/MycoPod.Web"
            tar -czf "mycopod-ui-$3-linux-x64.tar.gz" "mycopod-ui-$3"; sha256sum ./*.tar.gz | sed 's| \./| |' >SHA256SUMS
            """, "bash", work, InstalledHosts.ArchiveOf(Folder, "ui", version), Broken);
        var archive = Path.Combine(work, $"mycopod-ui-{Broken}-linux-x64.tar.gz");
        var (exitCode, said) = await InstalledHosts.UpdateAsync(hosts.Ui, archive);
        Assert.Equal(1, exitCode);
        Assert.Contains("Nothing is lost", said, StringComparison.Ordinal);
        Assert.Equal($"ui {version}", (await hosts.Ui.RunAsync("mycopod", "version")).Trim());
        await File.AppendAllTextAsync(archive, "more", Token);
        Assert.Contains("it is damaged or was changed. Nothing was changed here.", (await InstalledHosts.UpdateAsync(hosts.Ui, archive)).Output, StringComparison.Ordinal);
        await ApplyAsync("after-rollback");
    }

    private async Task BackUpAsync()
    {
        foreach (var (host, role) in ((SystemContainer, string)[])[(hosts.Ui, "ui"), (hosts.Agent, "agent")])
        {
            await host.RunAsync("mycopod", "backup", "--with-secrets", "--out", "/root/kept.age");
            await host.TakeAsync("/root/kept.age", Path.Combine(Folder, $"{role}.age"));
            await host.TakeAsync("/etc/mycopod/backup-key.txt", Path.Combine(Folder, $"{role}.key"));
            await host.RunAsync("systemctl", "start", "mycopod-backup.service");
            Assert.Contains($"mycopod-{role}-daily-", await host.RunAsync("ls", "/var/backups/mycopod"), StringComparison.Ordinal);
            await FindNoSecretAsync(host);
        }
    }

    /// <summary>In a backup that was made without secrets stands none of those that the host's files hold.</summary>
    private static async Task FindNoSecretAsync(SystemContainer host)
    {
        const string Search = """
            mycopod backup --out /root/plain.age >/dev/null
            mkdir /root/plain; age --decrypt --identity /etc/mycopod/backup-key.txt /root/plain.age | tar -xf - -C /root/plain
            files=$(find /etc/mycopod /var/lib/mycopod -name '*.json')
            grep -ohE '"(token|readToken|tokenSecret|password)" *: *"[^"]+"|Password=[^;"]+' $files | sed -E 's/.*(: *"|Password=)//; s/"$//' | sort -u >/root/secrets
            echo "$(wc -l </root/secrets) secrets"
            if grep -rFf /root/secrets /root/plain; then exit 9; fi
            rm -rf /root/plain /root/plain.age /root/secrets
            """;
        Assert.Matches("^[1-9][0-9]* secrets", await host.RunAsync("bash", "-euc", Search));
    }

    /// <summary>What people type who want to know whether all is well.</summary>
    private async Task LookAsync()
    {
        foreach (var host in (SystemContainer[])[hosts.Ui, hosts.Agent])
        {
            await host.RunAsync("mycopod", "doctor");
            await host.RunAsync("mycopod", "agent", "status");
            Assert.Contains("backup", await host.RunAsync("mycopod", "help"), StringComparison.Ordinal);
        }

        Assert.Contains("Everything holds.", await hosts.Ui.RunAsync("mycopod", "audit", "verify"), StringComparison.Ordinal);
    }

    private async Task RestoreAsync(string version)
    {
        await hosts.SetUpAsync(version);
        foreach (var (host, role) in ((SystemContainer, string)[])[(hosts.Ui, "ui"), (hosts.Agent, "agent")])
        {
            await host.PutAsync(Path.Combine(Folder, $"{role}.age"), "/root/kept.age");
            await host.PutAsync(Path.Combine(Folder, $"{role}.key"), "/root/kept.key");
            await host.RunAsync("mycopod", "restore", "/root/kept.age", "--key", "/root/kept.key", "--yes");
        }
    }

    private async Task FindAllAsync()
    {
        var person = await OpenAsync();
        await person.Link("Reconciliation Logs").First.ClickAsync();
        foreach (var name in (string[])["before-update", "between-versions", "after-update", "after-rollback"])
        {
            await Assertions.Expect(person.Page.GetByText(name).First).ToBeVisibleAsync();
        }

        await person.Page.Context.DisposeAsync();
    }

    /// <summary>How many tasks the cluster has seen: what is done a second time shows here.</summary>
    private async Task<int> ReadTasksAsync() => JsonDocument.Parse(await AskClusterAsync("/cluster/tasks")).RootElement.GetProperty("data").GetArrayLength();

    private async Task<string> AskClusterAsync(string path)
    {
        var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "sandbox", "credentials.json"), Token)).RootElement;
        var token = $"Authorization: PVEAPIToken={credentials.GetProperty("tokenId").GetString()}={credentials.GetProperty("tokenSecret").GetString()}";
        return await hosts.Agent.RunAsync("curl", "--silent", "--show-error", "--fail", "--insecure", "--header", token, $"{credentials.GetProperty("endpoints")[0].GetString()}/api2/json{path}");
    }

    /// <summary>Proportional set sizes, as the kernel adds them up.</summary>
    private async Task TellIdleAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System, Token);
        foreach (var (host, service) in ((SystemContainer, string)[])[(hosts.Ui, "mycopod-web"), (hosts.Agent, "mycopod-agent")])
        {
            var id = (await host.RunAsync("systemctl", "show", "--property=MainPID", "--value", service)).Trim();
            var kilobytes = (await host.RunAsync("sed", "-n", "s/^Pss: *\\([0-9]*\\) kB/\\1/p", $"/proc/{id}/smaps_rollup")).Trim();
            output.WriteLine($"{service}: {int.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024} MB (PSS) after a minute of rest");
        }

        Tell("a minute of rest");
    }

    private void Tell(string what)
    {
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(stage).TotalSeconds,7:0.0} s  {what}");
        Assertions.SetDefaultExpectTimeout(30_000);
        stage = TimeProvider.System.GetTimestamp();
    }
}
