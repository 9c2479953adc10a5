using System.CommandLine;
using MycoPod.Web.Accounts;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod users</c>: accounts are made here, by whoever runs the host; there is no sign-up.</summary>
internal static class UsersCommand
{
    public static Command Create() => new("users", "Makes and lists the accounts of people.") { CreateAdd(), CreateList() };

    private static Command CreateAdd()
    {
        var name = new Argument<string>("NAME") { Description = "The user name." };
        var role = new Option<string>("--role") { Description = "Admin or User.", Required = true };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var email = new Option<string>("--email") { Description = "The e-mail address; it also signs the person's commits.", Required = true };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Reads the password from standard input instead of making one." };
        var command = new Command("add", "Makes an account.") { name, role, email, fromInput };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new NewAccount(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetRequiredValue(email));
            return AddAsync(request, parsed.GetValue(fromInput), cancellationToken);
        });
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Lists the accounts.");
        command.SetAction((_, cancellationToken) => ListAsync(cancellationToken));
        return command;
    }

    private static async Task<int> AddAsync(NewAccount account, bool fromInput, CancellationToken cancellationToken)
    {
        await using var services = AccountServices.ForCommands(SettingsFile.Read());
        await using var scope = services.CreateAsyncScope();
        var password = fromInput
            ? await Console.In.ReadLineAsync(cancellationToken) ?? throw new CommandFailure("No password came on standard input.")
            : GeneratedPassword.Create();
        var outcome = await scope.ServiceProvider.GetRequiredService<AccountDirectory>().AddAsync(account, password, cancellationToken);
        if (outcome.AlreadyExists) throw new CommandFailure($"There is a user named {account.Name} already.", ExitCodes.Exists);
        if (outcome.Problems.Count > 0) throw new CommandFailure(string.Join('\n', outcome.Problems));
        if (!fromInput) await Console.Out.WriteLineAsync($"Password: {password}");
        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(CancellationToken cancellationToken)
    {
        await using var services = AccountServices.ForCommands(SettingsFile.Read());
        await using var scope = services.CreateAsyncScope();
        foreach (var person in await scope.ServiceProvider.GetRequiredService<AccountDirectory>().ListAsync(cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{person.Name,-24} {(person.IsAdmin ? Roles.Admin : Roles.User),-6} {person.Email}");
        }

        return ExitCodes.Done;
    }
}
