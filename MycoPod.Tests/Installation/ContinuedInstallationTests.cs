using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>An installation that fails anywhere: it says what was made, goes on when it is run again, and can be taken away.</summary>
public sealed class ContinuedInstallationTests
{
    private const int Portions = 4;

    [Theory]
    [InlineData(false, 0), InlineData(false, 1), InlineData(false, 2), InlineData(false, 3)]
    [InlineData(true, 0), InlineData(true, 1), InlineData(true, 2), InlineData(true, 3)]
    public async Task Whichever_call_fails_another_run_goes_on_to_the_end_and_all_can_be_taken_away(bool isEffectKept, int portion)
    {
        for (var failing = portion + 1; await FailsAtAsync(failing, isEffectKept); failing += Portions)
        {
        }
    }

    /// <returns>Whether there was such a call.</returns>
    private static async Task<bool> FailsAtAsync(int failing, bool isEffectKept)
    {
        await using var installer = await Installer.StartAsync();
        var node = installer.Node;
        (node.FailingCall, node.IsEffectKept) = (failing, isEffectKept);
        var first = await installer.InstallAsync();
        if (node.Calls.Count < failing) return false;
        var failed = node.Calls[failing - 1];

        // The list of templates may be the old one.
        if (failed.Tool == "pveam" && failed.Arguments[0] == "update") Assert.Equal(0, first.Status);
        else CheckFailure(installer, first, failed);
        var second = await installer.InstallAsync();

        Assert.True(second.Status == 0, $"{failed}:\n{first.Output}\n{second.Output}");
        CheckEnd(installer, $"{failed}:\n{second.Output}", first.Output + second.Output);
        var third = await installer.UninstallAsync("", "--yes");
        Assert.True(third.Status == 0, $"{failed}:\n{third.Output}");
        CheckNothing(installer, failed);
        return true;
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
