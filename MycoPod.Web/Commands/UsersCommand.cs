using System.CommandLine;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod users</c>: accounts are made here, by whoever runs the host; there is no sign-up.</summary>
internal static class UsersCommand
{
    public static Command Create() => new("users", "Makes, lists and changes the accounts of people.")
    {
        CreateList(),
        CreateAdd(),
        AccountCommands.CreateSetRole(),
        AccountCommands.CreateSetEmail(),
        AccountCommands.CreateResetPassword(),
        AccountCommands.CreateResetSecondFactor(),
        AccountCommands.CreateDisable(),
        AccountCommands.CreateEnable(),
    };

    private static Command CreateAdd()
    {
        var name = new Argument<string>("NAME") { Description = "The user name." };
        var role = new Option<string>("--role") { Description = "Admin or User.", Required = true };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var email = new Option<string>("--email") { Description = "The e-mail address; it also signs the person's commits.", Required = true };
        var fromInput = PasswordInput.Option();
        var command = new Command("add", "Makes an account. A password that is made for it is printed once.") { name, role, email, fromInput };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new NewAccount(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetRequiredValue(email));
            return AddAsync(request, parsed.GetValue(fromInput), cancellationToken);
        });
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Lists the accounts: user name, role, e-mail address, and whether it is disabled.");
        command.SetAction((_, cancellationToken) => ListAsync(cancellationToken));
        return command;
    }

    private static async Task<int> AddAsync(NewAccount account, bool fromInput, CancellationToken cancellationToken)
    {
        await using var services = AccountServices.ForCommands(SettingsFile.Read());
        await using var scope = services.CreateAsyncScope();
        var password = await PasswordInput.ReadAsync(fromInput, cancellationToken);
        var outcome = await scope.ServiceProvider.GetRequiredService<AccountDirectory>().AddAsync(account, password.Text, cancellationToken);
        if (outcome.AlreadyExists) throw new CommandFailure($"There is a user named {account.Name} already.", ExitCodes.Exists);
        if (outcome.Problems.Count > 0) throw new CommandFailure(string.Join('\n', outcome.Problems));
        var audit = scope.ServiceProvider.GetRequiredService<AuditLog>();
        await audit.AddAsync(new(AuditKind.AccountAdded, AccountCommands.Actor, $"Made the account {account.Name} with the role {account.Role}.") { About = account.Name }, CancellationToken.None);
        if (password.IsGenerated) await Console.Out.WriteLineAsync($"Password: {password.Text}");
        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(CancellationToken cancellationToken)
    {
        await using var services = AccountServices.ForCommands(SettingsFile.Read());
        await using var scope = services.CreateAsyncScope();
        foreach (var person in await scope.ServiceProvider.GetRequiredService<AccountDirectory>().ListAsync(cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{person.Name,-24} {(person.IsAdmin ? Roles.Admin : Roles.User),-6} {person.Email}{(person.IsDisabled ? " (disabled)" : "")}");
        }

        return ExitCodes.Done;
    }
}
