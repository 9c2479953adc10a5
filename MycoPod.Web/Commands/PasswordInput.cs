using System.CommandLine;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Commands;

/// <summary>A password for a command: never on the command line, where others see it.</summary>
internal sealed record PasswordInput(string Text, bool IsGenerated)
{
    public static Option<bool> Option() => new("--password-stdin") { Description = "Reads the password from standard input instead of making one." };

    public static async Task<PasswordInput> ReadAsync(bool isGiven, CancellationToken cancellationToken) => isGiven
        ? new(await Console.In.ReadLineAsync(cancellationToken) ?? throw new CommandFailure("No password came on standard input."), IsGenerated: false)
        : new(GeneratedPassword.Create(), IsGenerated: true);
}
