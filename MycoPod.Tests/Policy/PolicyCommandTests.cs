using MycoPod.Reconciler.Policy;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Policy;

/// <summary><c>policy check</c> of the Agent's own program.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-policy-");

    private string File => Path.Combine(folder.FullName, "policy.yaml");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_policy_that_can_be_used_is_said_to_be()
    {
        await System.IO.File.WriteAllBytesAsync(File, PolicyFile.Default, TestContext.Current.CancellationToken);
        Assert.Equal($"{File} can be used: 8 rules.\n", await Command.RunAsync("sh", "-c", $"{Check}; test $? = 0"));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_and_the_exit_code_tells()
    {
        await System.IO.File.WriteAllTextAsync(File, "version: 1\nkind: {}\nlimits: 3\n", TestContext.Current.CancellationToken);
        Assert.Equal(
            $"""
            {File} cannot be used, and nothing would be allowed by it:
              line 2: kind: this key is not known here; known are version, kinds, protected, limits, allowed, shell.
              line 3: limits: keys are expected: guest, plan.

            """,
            await Command.RunAsync("sh", "-c", $"{Check}; test $? = 1"));
    }

    private string Check => $"dotnet {typeof(PolicyFile).Assembly.Location} policy check {File}";
}
