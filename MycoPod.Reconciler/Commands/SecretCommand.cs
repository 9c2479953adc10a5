using System.CommandLine;
using System.Text;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Commands;

/// <summary><c>secret set NAME</c>, <c>secret list</c>, <c>secret remove NAME</c>: what steps name and no plan holds.</summary>
internal static class SecretCommand
{
    private const int Failed = 1;
    private const int Unusable = 2;

    public static Command Make()
    {
        var name = new Argument<string>("name") { Description = "The name that a step gives it, as in nas" };
        var set = new Command("set", "Keeps a secret; its value is read from standard input") { name };
        set.SetAction((arguments, _) => RunAsync(secrets => SetAsync(secrets, arguments.GetRequiredValue(name), ReadValue(), Console.Out)));
        var list = new Command("list", "Names the secrets that are kept");
        list.SetAction((_, _) => RunAsync(secrets => ListAsync(secrets, Console.Out)));
        var remove = new Command("remove", "Forgets a secret") { name };
        remove.SetAction((arguments, _) => RunAsync(secrets => RemoveAsync(secrets, arguments.GetRequiredValue(name), Console.Out)));
        return new Command("secret", "Passwords that steps name and no plan holds") { set, list, remove };
    }

    internal static async Task<int> SetAsync(AgentSecrets secrets, string name, string value, TextWriter output)
    {
        var isNew = secrets.Find(name) is null;
        secrets.Set(name, value);
        await output.WriteLineAsync(isNew ? $"The secret {name} is kept." : $"The secret {name} is replaced.");
        return 0;
    }

    internal static async Task<int> ListAsync(AgentSecrets secrets, TextWriter output)
    {
        foreach (var name in secrets.Names) await output.WriteLineAsync(name);
        return 0;
    }

    internal static async Task<int> RemoveAsync(AgentSecrets secrets, string name, TextWriter output)
    {
        if (!secrets.Remove(name)) throw new FormatException($"There is no secret {name}.");
        await output.WriteLineAsync($"The secret {name} is removed.");
        return 0;
    }

    private static async Task<int> RunAsync(Func<AgentSecrets, Task<int>> act)
    {
        try
        {
            var (configuration, _) = AgentConfigurationFile.Read(Environment.GetEnvironmentVariable(AgentConfigurationFile.Variable));
            return await act(new(new(configuration.CredentialsDirectory)));
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Unusable;
        }
    }

    /// <summary>What a person types is not shown; what a program writes may end with its line.</summary>
    private static string ReadValue()
    {
        if (Console.IsInputRedirected) return Console.In.ReadToEnd().TrimEnd('\r', '\n');
        Console.Error.Write("Value (it is not shown): ");
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
