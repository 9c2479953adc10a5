using System.Security.Cryptography;
using System.Text.Json;
using MycoPod.Core.Link;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Credentials;

/// <summary>
/// Takes files that Web sealed to the Agent's key. What cannot be read, or does not hold when it is tried, replaces nothing.
/// </summary>
internal sealed class ConfigurationFiles(ProtectedDirectory directory, SealingKey key, ILanguageModelProof models, TimeProvider time)
{
    private static readonly Dictionary<ConfigurationFileKind, string> Names = new()
    {
        [ConfigurationFileKind.ProxmoxCredentials] = "proxmox.json",
        [ConfigurationFileKind.LanguageModel] = LanguageModelAccess.FileName,
    };

    public async Task<StoreFileResult> StoreAsync(StoreFileRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var content = key.Open(request.Sealed, StoreFileRequest.ContextOf(request.Kind));
            var (proof, problem) = request.Kind == ConfigurationFileKind.ProxmoxCredentials
                ? (await ProveAsync(content, cancellationToken), null)
                : await models.ProveAsync(LanguageModelFile.Read(content), cancellationToken);
            if (problem is not null) return new($"{problem} Nothing was replaced.", Proof: null);
            var name = Names[request.Kind];
            directory.Write(name, content);
            directory.Write(NoteOf(name), JsonSerializer.SerializeToUtf8Bytes(new StoredFile(time.GetUtcNow(), request.SetBy)));
            return new(Problem: null, proof);
        }
        catch (CryptographicException)
        {
            return new("The file was not sealed to this Agent, or was changed on its way. Nothing was replaced. Reload the page and try again.", Proof: null);
        }
        catch (FormatException e)
        {
            var (head, rest) = e.Message.Split('\n') is [var first, .. var lines] ? (first, lines) : (e.Message, []);
            return new(string.Join('\n', [$"{head} Nothing was replaced.", .. rest]), Proof: null, IsMalformed: true);
        }
        catch (ProxmoxException e)
        {
            return new($"The file can be read, but the cluster does not accept it: {e.Sentence} Nothing was replaced.", Proof: null);
        }
    }

    /// <summary>When and by whom a file was set; null where it is not there, or was put there by hand.</summary>
    public StoredFile? Find(ConfigurationFileKind kind)
    {
        var name = Names[kind];
        return directory.Find(name) is not null && directory.Find(NoteOf(name)) is { } note ? JsonSerializer.Deserialize<StoredFile>(note) : null;
    }

    private static string NoteOf(string name) => $"{name}.note";

    private async Task<string> ProveAsync(byte[] content, CancellationToken cancellationToken)
    {
        using var connection = new ProxmoxConnection(ProxmoxCredentials.Read(content), time);
        var client = new ProxmoxClient(connection, DiscardedExchanges.Instance);
        var (name, version) = await client.GetIdentityAsync(cancellationToken);
        var lacking = StepPrivileges.Lacking(await client.GetPermissionsAsync(cancellationToken));
        return lacking.Count == 0 ? $"{name} {version} answers." : $"{name} {version} answers. Not permitted: {string.Join("; ", lacking)}.";
    }
}
