using System.CommandLine;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Commands;

/// <summary><c>policy check FILE</c>: whether a policy can be used, and every problem with its line.</summary>
internal static class PolicyCommand
{
    private const int Failed = 1;

    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The policy to look at" };
        file.AcceptExistingOnly();
        var check = new Command("check", "Tells whether a policy can be used") { file };
        check.SetAction((arguments, token) => CheckAsync(arguments.GetRequiredValue(file), token));
        return new Command("policy", "What may be done on the cluster") { check };
    }

    private static async Task<int> CheckAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            var policy = PolicyFile.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken));
            await Console.Out.WriteLineAsync($"{file} can be used: {policy.Rules.Count} {(policy.Rules.Count == 1 ? "rule" : "rules")}.");
            return 0;
        }
        catch (PolicyException e)
        {
            await Console.Error.WriteLineAsync($"{file} cannot be used, and nothing would be allowed by it:");
            foreach (var problem in e.Problems) await Console.Error.WriteLineAsync($"  {problem}");
            return Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file} cannot be read: {e.Message}");
            return Failed;
        }
    }
}
