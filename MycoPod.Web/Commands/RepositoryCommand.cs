using System.CommandLine;
using MycoPod.Web.Configuration;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod repository init</c>: makes the declarations repository of this host.</summary>
internal static class RepositoryCommand
{
    public static Command Create() => new("repository", "The declarations repository of this host.") { CreateInit() };

    private static Command CreateInit()
    {
        var command = new Command("init", "Makes the repository that repository.local names, unless it is there.");
        command.SetAction((_, _) => InitAsync());
        return command;
    }

    private static async Task<int> InitAsync()
    {
        var path = SettingsFile.Read().Repository.Local
            ?? throw new CommandFailure("repository.local: is missing. Expected: the full path of the repository to make. One over HTTP (repository.url) is made where it is served.", ExitCodes.Misconfigured);
        await Console.Out.WriteLineAsync(LocalRepository.Init(path) ? $"The declarations repository {path} is made." : $"The declarations repository {path} is there.");
        return ExitCodes.Done;
    }
}
