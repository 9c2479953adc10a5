using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>An installation that fails anywhere: it says what was made, goes on when it is run again, and can be taken away.</summary>
public sealed class ContinuedInstallationTests
{
    private static readonly string[] Looking = ["pct status", "pct config", "pveam available", "pveam list"];

    [Fact]
    public async Task Whichever_call_fails_another_run_goes_on_to_the_end_and_all_can_be_taken_away()
    {
        await using var whole = await Installer.StartAsync();
        var run = await whole.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        var all = whole.Node.Calls.Index().Select(c => c.Index + 1);
        // A call that only looks has no effect that could be kept.
        var changing = whole.Node.Calls.Index().Where(c => Changes(c.Item)).Select(c => c.Index + 1).ToList();

        await InParallelAsync(all, failing => GoesOnAsync(failing, isEffectKept: false));
        await InParallelAsync(changing, failing => GoesOnAsync(failing, isEffectKept: true));
        await InParallelAsync(changing, IsTakenAwayAsync);
    }

    private static Task InParallelAsync(IEnumerable<int> calls, Func<int, Task> check) => Parallel.ForEachAsync(
        calls,
        new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount), CancellationToken = TestContext.Current.CancellationToken },
        async (call, _) => await check(call));

    [Theory]
    [InlineData("INT", "pct create 101 ")]
    [InlineData("INT", "pct push 101 /run/mycopod-install/proxmox.json ")]
    [InlineData("KILL", "pct create 100 ")]
    [InlineData("KILL", "pveum user token add ")]
    [InlineData("KILL", "pct push 101 /run/mycopod-install/proxmox.json ")]
    public async Task Interrupted_or_killed_it_goes_on_too(string signal, string call)
    {
        await using var installer = await Installer.StartAsync();
        installer.Node.Before = c =>
        {
            if (c.ToString().StartsWith(call, StringComparison.Ordinal)) installer.Signal(signal);
        };
        var first = await installer.InstallAsync();
        Assert.True(signal == "KILL" || first.Output.Contains("Run this again: it goes on from here.", StringComparison.Ordinal), first.Output);
        installer.Node.Before = null;

        var second = await installer.InstallAsync();

        Assert.True(second.Status == 0, $"{first.Output}\n{second.Output}");
        CheckEnd(installer, second.Output, first.Output + second.Output);
    }

    private static bool Changes(ToolCall call) => call.Tool is "pct" or "pveum" or "pveam" && !Looking.Any(l => call.ToString().StartsWith(l, StringComparison.Ordinal)) && !IsDoneWithout(call);

    /// <summary>What a container does not tell yet is asked again, and the list of templates may be the old one.</summary>
    private static bool IsDoneWithout(ToolCall call) => call switch
    {
        { Tool: "pveam" } => call.Arguments[0] == "update",
        { Tool: "pct", Arguments: ["exec", _, _, "ip" or "getent", ..] } => true,
        _ => false,
    };

    private static async Task GoesOnAsync(int failing, bool isEffectKept)
    {
        await using var installer = await Installer.StartAsync();
        var node = installer.Node;
        (node.FailingCall, node.IsEffectKept) = (failing, isEffectKept);
        var first = await installer.InstallAsync();
        var failed = node.Calls[failing - 1];
        if (IsDoneWithout(failed)) Assert.True(first.Status == 0, $"{failed}:\n{first.Output}");
        else CheckFailure(installer, first, failed);

        var second = await installer.InstallAsync();

        Assert.True(second.Status == 0, $"{failed}:\n{first.Output}\n{second.Output}");
        CheckEnd(installer, $"{failed}:\n{second.Output}", first.Output + second.Output);
    }

    private static async Task IsTakenAwayAsync(int failing)
    {
        await using var installer = await Installer.StartAsync();
        (installer.Node.FailingCall, installer.Node.IsEffectKept) = (failing, true);
        await installer.InstallAsync();
        var run = await installer.UninstallAsync("", "--yes");
        Assert.True(run.Status == 0, $"{installer.Node.Calls[failing - 1]}:\n{run.Output}");
        CheckNothing(installer, installer.Node.Calls[failing - 1]);
    }

    private static void CheckFailure(Installer installer, InstallerRun run, ToolCall failed)
    {
        Assert.True(run.Status != 0, $"{failed}:\n{run.Output}");
        var isMade = installer.Node.Containers.Guests.Count > 0;
        Assert.True(!isMade || run.Output.Contains("Run this again: it goes on from here.", StringComparison.Ordinal), $"{failed}:\n{run.Output}");
        foreach (var guest in installer.Node.Containers.Guests) Assert.Contains($"  container {guest.Key}, {guest.Value.Config["hostname"]}\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(installer.Node.Folder, "run")));
    }

    private static void CheckEnd(Installer installer, string story, string output)
    {
        var node = installer.Node;
        Assert.Empty(node.Mistakes);
        Assert.Equal(["mycopod-agent", "mycopod-ui"], node.Containers.Guests.Values.Select(g => g.Config["hostname"]).Order());
        Assert.Equal("mycopod@pve!agent", Assert.Single(node.Accounts.Tokens).Key);
        Assert.Equal("MycoPod", Assert.Single(node.Accounts.Roles).Key);
        Assert.True(node.Accounts.Rules.Count == 2, story);
        var seen = File.ReadAllText(Path.Combine(node.Containers.Guests.Values.Single(g => g.Config["hostname"] == "mycopod-agent").Folder, "opt", "seen"));
        Assert.Contains(node.Accounts.Tokens["mycopod@pve!agent"], seen, StringComparison.Ordinal);
        Assert.True(output.Contains($"Password      {ReleaseFolder.Password}", StringComparison.Ordinal), story);
        foreach (var secret in node.Accounts.Secrets.Append(Installer.GitToken))
            Assert.DoesNotContain(secret, string.Join('\n', node.Calls) + output + installer.Leavings(), StringComparison.Ordinal);
    }

    private static void CheckNothing(Installer installer, ToolCall failed)
    {
        var node = installer.Node;
        Assert.True(node.Containers.Guests.Count + node.Accounts.Roles.Count + node.Accounts.Tokens.Count + node.Accounts.Rules.Count == 0, $"{failed}");
        Assert.Equal("root@pam", Assert.Single(node.Accounts.Users));
        Assert.Empty(installer.Leavings());
        Assert.Empty(node.Mistakes);
    }
}
