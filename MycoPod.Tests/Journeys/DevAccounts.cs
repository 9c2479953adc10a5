using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>Accounts of a test's own, made as on any host.</summary>
internal static class DevAccounts
{
    public static async Task<(string Name, string Password)> AddAccountAsync(this DevInstance instance, string name, string role)
    {
        var output = await instance.UsersAsync("add", name, "--role", role, "--email", $"{name}@example.org");
        return (name, Regex.Match(output, "^Password: (.+)$", RegexOptions.Multiline).Groups[1].Value.Trim());
    }

    /// <summary>Runs <c>mycopod users</c>.</summary>
    public static Task<string> UsersAsync(this DevInstance instance, params string[] arguments) => Command.RunInAsync(
        Path.Combine(instance.Home, "bin", "Web"), "env", [$"MYCOPOD_CONFIG={Path.Combine(instance.Home, "web.json")}", "dotnet", "MycoPod.Web.dll", "users", .. arguments]);
}
