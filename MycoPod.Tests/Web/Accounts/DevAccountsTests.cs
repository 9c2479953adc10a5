using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Web.Accounts;

/// <summary><c>./dev up</c> and the passwords it makes, with a command in place of Web's that notes what it was given.</summary>
public sealed class DevAccountsTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("mycopod-dev-");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public async Task A_start_that_is_cut_short_loses_no_password()
    {
        await RunAsync("mycopod_given() { printf '%s' \"$1\" >\"$state/given\"; exit 0; }\n(add_account admin Admin)");
        var given = await ReadAsync("given");
        Assert.InRange(given.Length, 20, 100);
        Assert.Contains($"\"password\": \"{given}\"", await ReadAsync("accounts.json"), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(home.FullName, "accounts.json")));

        // The next start finds the account made, and the one after does not ask again.
        await RunAsync("mycopod_given() { printf '%s' \"$1\" >\"$state/again\"; return 3; }\nadd_account admin Admin\nadd_account admin Admin");
        Assert.Equal(given, await ReadAsync("again"));
        Assert.Contains($"\"password\": \"{given}\"", await ReadAsync("accounts.json"), StringComparison.Ordinal);
        await RunAsync("mycopod_given() { exit 9; }\nadd_account admin Admin");
    }

    [Fact]
    public async Task An_account_whose_password_nobody_kept_is_not_listed()
    {
        await RunAsync("mycopod_given() { return 0; }\nadd_account user User\nmycopod_given() { return 3; }\nadd_account admin Admin");
        var accounts = await ReadAsync("accounts.json");
        Assert.Contains("\"user\"", accounts, StringComparison.Ordinal);
        Assert.DoesNotContain("\"admin\"", accounts, StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(home.FullName, file), TestContext.Current.CancellationToken);

    private Task<string> RunAsync(string what) => Command.RunAsync(
        "env",
        $"MYCOPOD_HOME={home.FullName}",
        "bash",
        "-euo",
        "pipefail",
        "-c",
        $"root={RepositoryRoot.Path}\nsource \"$root/dev.d/common.sh\"\nsource \"$root/dev.d/hosts.sh\"\nprepare_state\n{what}");
}
