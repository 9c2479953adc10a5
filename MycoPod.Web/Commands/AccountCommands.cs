using System.CommandLine;
using MycoPod.Web.Accounts;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Commands;

/// <summary>The commands of <c>mycopod users</c> that change an account. Open browsers of that person notice within seconds.</summary>
internal static class AccountCommands
{
    /// <summary>In the audit log: nobody is signed in here, but the host knows who runs the command.</summary>
    public static string Actor => $"{Environment.UserName} (command line)";

    public static Command CreateSetRole()
    {
        var name = Name();
        var role = new Argument<string>("ROLE") { Description = "Admin or User." };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var command = new Command("set-role", "Gives someone the other role, and logs them out. The last Admin stays one.") { name, role };
        command.SetAction((parsed, cancel) => RunAsync(a => a.SetRoleAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), Actor, cancel)));
        return command;
    }

    public static Command CreateSetEmail()
    {
        var name = Name();
        var email = new Argument<string>("EMAIL") { Description = "The e-mail address; it also signs the person's commits." };
        var command = new Command("set-email", "Gives someone another e-mail address.") { name, email };
        command.SetAction((parsed, cancel) => RunAsync(a => a.SetEmailAsync(parsed.GetRequiredValue(name), parsed.GetRequiredValue(email), Actor, cancel)));
        return command;
    }

    public static Command CreateResetPassword()
    {
        var name = Name();
        var fromInput = PasswordInput.Option();
        var command = new Command("reset-password", "Gives someone a new password, printed once, and logs them out.") { name, fromInput };
        command.SetAction(async (parsed, cancel) =>
        {
            var password = await PasswordInput.ReadAsync(parsed.GetValue(fromInput), cancel);
            var exitCode = await RunAsync(a => a.SetPasswordAsync(parsed.GetRequiredValue(name), password.Text, Actor, cancel));
            if (password.IsGenerated) await Console.Out.WriteLineAsync($"Password: {password.Text}");
            return exitCode;
        });
        return command;
    }

    public static Command CreateResetSecondFactor()
    {
        var name = Name();
        var command = new Command("reset-second-factor", "Switches someone's second factor off, for who lost the device and the recovery codes, and logs them out.") { name };
        command.SetAction((parsed, cancel) => RunAsync(a => a.ResetSecondFactorAsync(parsed.GetRequiredValue(name), Actor, cancel)));
        return command;
    }

    public static Command CreateDisable()
    {
        var name = Name();
        var command = new Command("disable", "Keeps someone out, and logs them out. What they wrote stays. The last Admin cannot be disabled.") { name };
        command.SetAction((parsed, cancel) => RunAsync(a => a.DisableAsync(parsed.GetRequiredValue(name), Actor, cancel)));
        return command;
    }

    public static Command CreateEnable()
    {
        var name = Name();
        var command = new Command("enable", "Lets someone in again.") { name };
        command.SetAction((parsed, cancel) => RunAsync(a => a.EnableAsync(parsed.GetRequiredValue(name), Actor, cancel)));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The user name." };

    private static async Task<int> RunAsync(Func<AccountAdministration, Task<AdministrationOutcome>> change)
    {
        await using var services = AccountServices.ForCommands(SettingsFile.Read());
        await using var scope = services.CreateAsyncScope();
        var outcome = await change(scope.ServiceProvider.GetRequiredService<AccountAdministration>());
        if (outcome.Problem is { } problem) throw new CommandFailure(problem, outcome.IsKnown ? ExitCodes.Failed : ExitCodes.Unknown);
        await Console.Out.WriteLineAsync(outcome.Text);
        return ExitCodes.Done;
    }
}
