using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MycoPod.Sandbox.Auth;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Dev;

/// <summary><c>./dev</c> on a machine without the .NET SDK, against a server that stands in for Microsoft's.</summary>
public sealed class SdkDownloadTests : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sdk-");
    private readonly int port = FreePort.Take();
    private readonly byte[] archive = Archive("#!/bin/sh\necho 10.0.401\n");
    private WebApplication? feed;
    private string releases = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Home => Path.Combine(directory.FullName, "home");

    private string Sdk => Path.Combine(Home, ".dotnet", "dotnet");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = ServerCertificate.LoadOrMake(directory.FullName, TimeProvider.System.GetUtcNow());
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, port, o => o.UseHttps(certificate)));
        feed = builder.Build();
        feed.MapGet("/release-metadata/10.0/releases.json", () => Results.Text(releases));
        feed.MapGet("/sdk.tar.gz", () => Results.Bytes(archive));
        await feed.StartAsync(Token);
        // A dotnet that does not start counts as none.
        var none = Directory.CreateDirectory(Path.Combine(directory.FullName, "bin")).FullName;
        await WriteProgramAsync(Path.Combine(none, "dotnet"), "#!/bin/sh\nexit 1\n");
        Directory.CreateDirectory(Home);
    }

    public async ValueTask DisposeAsync()
    {
        if (feed is not null) await feed.DisposeAsync();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task What_the_newest_release_names_is_fetched_checked_and_used()
    {
        releases = Releases(Convert.ToHexStringLower(SHA512.HashData(archive)));
        var (status, output) = await NeedDotnetAsync();
        Assert.Equal((0, $"The .NET 10 SDK is missing: fetching it from Microsoft into {Home}/.dotnet ...\n10.0.401\n"), (status, output));
        Assert.Equal((0, "10.0.401\n"), await NeedDotnetAsync());
        Assert.Empty(Directory.GetDirectories(Path.Combine(directory.FullName, "state", "run")));
    }

    [Fact]
    public async Task What_is_not_as_named_is_thrown_away()
    {
        releases = Releases(new('0', 128));
        var (status, output) = await NeedDotnetAsync();
        Assert.Equal(1, status);
        Assert.Contains("is not what the list of releases names (SHA-512). Nothing was changed. Install the .NET 10 SDK yourself", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Sdk));
    }

    [Theory]
    [InlineData("{\"releases\": []}", "the list of releases names no SDK for linux-")]
    [InlineData("{\"name\": \"dotnet-sdk-linux-x64.tar.gz\", \"url\": \"http://127.0.0.1/sdk.tar.gz\", \"hash\": \"\"}", "the list of releases names no SDK for linux-")]
    public async Task A_list_that_names_none_is_said(string list, string problem)
    {
        releases = list;
        var (status, output) = await NeedDotnetAsync();
        Assert.Equal(1, status);
        Assert.Contains(problem, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said()
    {
        await (feed ?? throw new InvalidOperationException("the feed is not running")).StopAsync(Token);
        var (status, output) = await NeedDotnetAsync();
        Assert.Equal(1, status);
        Assert.Contains("the list of releases could not be fetched: curl: (7)", output, StringComparison.Ordinal);
    }

    /// <summary>An older release stands behind the newest, as in the real list.</summary>
    private string Releases(string sum)
    {
        var rid = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        return $$"""
            { "channel-version": "10.0", "releases": [
              { "sdk": { "version": "10.0.401", "files": [
                { "name": "dotnet-sdk-win-x64.zip", "rid": "win-x64", "url": "https://127.0.0.1:{{port}}/other.zip", "hash": "{{new string('1', 128)}}" },
                { "name": "dotnet-sdk-{{rid}}.tar.gz", "rid": "{{rid}}", "url": "https://127.0.0.1:{{port}}/sdk.tar.gz", "hash": "{{sum.ToUpperInvariant()}}" } ] } },
              { "sdk": { "version": "10.0.400", "files": [
                { "name": "dotnet-sdk-{{rid}}.tar.gz", "rid": "{{rid}}", "url": "https://127.0.0.1:{{port}}/old.tar.gz", "hash": "{{new string('2', 128)}}" } ] } } ] }
            """;
    }

    private async Task<(int Status, string Output)> NeedDotnetAsync()
    {
        const string script =
            """
            set -euo pipefail
            root=$1
            for part in common packages sdk build processes; do source "$root/dev.d/$part.sh"; done
            prepare_state
            need_dotnet
            dotnet --version
            """;
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", script, "bash", RepositoryRoot.Path]) start.ArgumentList.Add(argument);
        start.Environment.Remove("DOTNET_ROOT");
        start.Environment["PATH"] = $"{directory.FullName}/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = Home;
        start.Environment["MYCOPOD_HOME"] = Path.Combine(directory.FullName, "state");
        start.Environment["MYCOPOD_DOTNET_FEED"] = $"https://127.0.0.1:{port}";
        start.Environment["CURL_CA_BUNDLE"] = Path.Combine(directory.FullName, "pve-root-ca.pem");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token) + await errors;
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output);
    }

    private static async Task WriteProgramAsync(string path, string text)
    {
        await File.WriteAllTextAsync(path, text, Token);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private static byte[] Archive(string program)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "./dotnet") { Mode = (UnixFileMode)0b111_101_101, DataStream = new MemoryStream(Encoding.UTF8.GetBytes(program)) });
        }

        return bytes.ToArray();
    }
}
