using System.Diagnostics;

namespace MycoPod.Tests.Fixtures;

/// <summary>Runs programs of the machine.</summary>
internal static class Command
{
    /// <summary>Runs to the end and returns what it printed; a failure fails the test with both outputs.</summary>
    public static Task<string> RunAsync(string program, params IReadOnlyList<string> arguments) => RunInAsync("/", program, arguments);

    public static async Task<string> RunInAsync(string folder, string program, params IReadOnlyList<string> arguments)
    {
        // A server that stays behind keeps the pipe of its starter open; a file is read to its present end.
        var output = Path.GetTempFileName();
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder, UseShellExecute = false };
        foreach (var argument in (string[])["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, program, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.WaitForExitAsync();
        var text = await File.ReadAllTextAsync(output);
        File.Delete(output);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }
}
