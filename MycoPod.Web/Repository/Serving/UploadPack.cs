using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Repository.Serving;

/// <summary>Answers fetches with Git's own <c>git upload-pack</c>, one process each, a few at a time.</summary>
internal sealed partial class UploadPack(WebSettings settings, TimeProvider time, ILogger<UploadPack> logger) : IDisposable
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);

    /// <summary>Says what there is.</summary>
    public Task<IResult> AdvertiseAsync(HttpContext context) => RunAsync(context, Stream.Null, isAdvertising: true);

    /// <summary>Sends what <paramref name="asked"/> asks for.</summary>
    public Task<IResult> AnswerAsync(HttpContext context, Stream asked) => RunAsync(context, asked, isAdvertising: false);

    public void Dispose() => places.Dispose();

    private async Task<IResult> RunAsync(HttpContext context, Stream input, bool isAdvertising)
    {
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        await places.WaitAsync(either.Token);
        try
        {
            var protocol = context.Request.Headers["Git-Protocol"].ToString();
            using var git = Process.Start(Start(isAdvertising, protocol)) ?? throw new InvalidOperationException("git did not start.");
            try
            {
                await PassAsync(git, input, context.Response, isAdvertising && !protocol.Contains("version=2", StringComparison.Ordinal), either.Token);
            }
            finally
            {
                if (!git.HasExited) git.Kill(entireProcessTree: true);
            }

            return Results.Empty;
        }
        catch (Win32Exception e)
        {
            Log.NoGit(logger, e);
            return GitEndpoints.Text("git cannot be run on this host. Install Debian's package git there.\n", StatusCodes.Status503ServiceUnavailable);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Log.TooLong(logger, Longest);
            context.Abort();
            return Results.Empty;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task PassAsync(Process git, Stream input, HttpResponse response, bool isHeaded, CancellationToken cancellationToken)
    {
        var complaint = git.StandardError.ReadToEndAsync(cancellationToken);
        var asking = AskAsync(git.StandardInput, input, cancellationToken);
        if (isHeaded) await response.Body.WriteAsync("001e# service=git-upload-pack\n0000"u8.ToArray(), cancellationToken);
        await git.StandardOutput.BaseStream.CopyToAsync(response.Body, cancellationToken);
        await asking;
        await git.WaitForExitAsync(cancellationToken);
        if (git.ExitCode == 0) return;

        // The client must not take what it has for all there is.
        Log.Failed(logger, git.ExitCode, (await complaint).Trim());
        response.HttpContext.Abort();
    }

    private static async Task AskAsync(StreamWriter process, Stream input, CancellationToken cancellationToken)
    {
        try
        {
            await input.CopyToAsync(process.BaseStream, cancellationToken);
            process.Close();
        }
        catch (IOException)
        {
            // It wants to hear no more; its exit code says whether that is an error.
        }
    }

    /// <summary>Nothing of this process's environment, or of somebody's Git configuration, has a say.</summary>
    private ProcessStartInfo Start(bool isAdvertising, string protocol)
    {
        var start = new ProcessStartInfo("git")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = "/",
            ArgumentList = { "upload-pack", "--strict", "--stateless-rpc" },
        };
        if (isAdvertising) start.ArgumentList.Add("--advertise-refs");
        start.ArgumentList.Add(settings.Repository.Local ?? throw new InvalidOperationException("The declarations repository is not on this host."));
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        if (Protocol().IsMatch(protocol)) start.Environment["GIT_PROTOCOL"] = protocol;
        return start;
    }

    [GeneratedRegex("^[a-z0-9=:.-]{1,100}$")]
    private static partial Regex Protocol();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "git cannot be run, so nobody can fetch the declarations repository; install Debian's package git")]
        public static partial void NoGit(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "A fetch of the declarations repository took longer than {Longest} and was ended")]
        public static partial void TooLong(ILogger logger, TimeSpan longest);

        [LoggerMessage(3, LogLevel.Warning, "git upload-pack ended with {ExitCode}: {Complaint}")]
        public static partial void Failed(ILogger logger, int exitCode, string complaint);
    }
}
