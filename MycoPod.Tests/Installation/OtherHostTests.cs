using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Installation;

/// <summary>What is typed on the wrong host is told where it belongs.</summary>
public sealed class OtherHostTests
{
    [Theory]
    [InlineData("ui", "policy check policy.yaml", "The policy and its secrets lie with the Agent: run \"mycopod policy check policy.yaml\" on the agent host. Nothing was done.\n")]
    [InlineData("agent", "users list", "Accounts and the record lie in the database of the ui host: run \"mycopod users list\" there. Nothing was done.\n")]
    [InlineData("agent", "audit verify", "Accounts and the record lie in the database of the ui host: run \"mycopod audit verify\" there. Nothing was done.\n")]
    public async Task A_command_of_the_other_host_says_where_it_is_run(string role, string command, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("mycopod-release-").FullName;
        try
        {
            await Command.RunAsync("cp", "-r", Path.Combine(RepositoryRoot.Path, "lxc"), folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "ROLE"), role, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "VERSION"), "0.1.0", TestContext.Current.CancellationToken);
            var (exitCode, output) = await HostCommand.TryAsync("bash", [Path.Combine(folder, "lxc", "common", "mycopod"), .. command.Split(' ')]);
            Assert.Equal((1, expected), (exitCode, output));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
