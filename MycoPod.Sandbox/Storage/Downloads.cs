using System.Security.Cryptography;
using System.Text;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Storage;

/// <summary>
/// What the node's wget does (pve-common 8.3.1, Tools.pm, download_file_from_url). Nothing is fetched: a given checksum is
/// taken for the right one where its length fits the algorithm, and hosts below .invalid do not answer.
/// </summary>
internal sealed class Downloads(ClusterState state, SandboxClock clock)
{
    private const int Seconds = 12;

    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["md5"] = 32,
        ["sha1"] = 40,
        ["sha224"] = 56,
        ["sha256"] = 64,
        ["sha384"] = 96,
        ["sha512"] = 128,
    };

    public async Task FetchAsync(TaskWorker worker, string node, DownloadTarget target, Source source)
    {
        worker.Log($"downloading {source.Url} to {target.Path}");
        if (state.Read(cluster => cluster.FindVolume(node, target.VolumeId)) is { } existing)
        {
            CompareExisting(worker, existing, target, source);
            return;
        }

        await worker.LogAsync($"--{clock.Now:yyyy-MM-dd HH:mm:ss}--  {source.Url}", Seconds);
        if (Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && url.Host.EndsWith(".invalid", StringComparison.Ordinal))
        {
            worker.Log($"wget: unable to resolve host address '{url.Host}'");
            throw new TaskFailureException($"download failed: command '/usr/bin/wget --progress=dot:giga -O {target.Path}.tmp_dwnl.{worker.Upid.Pid} {source.Url}' failed: exit code 4");
        }

        if (source.Checksum is { } checksum)
            Verify(worker, source, checksum);
        state.Change(cluster => cluster.Volumes.Add(target.Made(source.Size, clock.Now, source.Checksum is null ? null : source.FullChecksum)));
        worker.Log($"download of '{source.Url}' to '{target.Path}' finished");
    }

    private static void CompareExisting(TaskWorker worker, Volume existing, DownloadTarget target, Source source)
    {
        if (source.Checksum is not { } checksum)
            throw new TaskFailureException($"refusing to override existing file '{target.Path}'");
        if (existing.Checksum is null || existing.Checksum == source.FullChecksum)
        {
            worker.Log("calculating checksum of existing file...OK, got correct file already, no need to download");
            return;
        }

        worker.Log("calculating checksum of existing file...");
        throw new TaskFailureException($"checksum mismatch: got '{existing.Checksum[(existing.Checksum.IndexOf(':') + 1)..]}' != expect '{checksum}', aborting");
    }

    private static void Verify(TaskWorker worker, Source source, string checksum)
    {
        if (Digits[source.Algorithm ?? "sha512"] != checksum.Length || !checksum.All(char.IsAsciiHexDigit))
        {
            worker.Log("calculating checksum...");
            var got = Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(source.Url)));
            throw new TaskFailureException($"checksum mismatch: got '{got[..Digits[source.Algorithm ?? "sha512"]]}' != expect '{checksum}'");
        }

        worker.Log("calculating checksum...OK, checksum verified");
    }

    internal sealed record Source(string Url, long Size, string? Algorithm = null, string? Checksum = null)
    {
        public string FullChecksum => $"{Algorithm}:{Checksum?.ToLowerInvariant()}";
    }
}
