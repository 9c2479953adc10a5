using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Approvals;
using MycoPod.Core.Certificates;
using MycoPod.Core.Link;
using MycoPod.Web.Data;

namespace MycoPod.Web.Link;

/// <summary>Gives an Agent its token and Web's public key, in a file.</summary>
internal sealed class AgentPairing(WebContext database, ECDsa approvalKey, Uri webUrl, TimeProvider time, KeyPin? webKeyPin = null)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // An Agent of before knows no pin, and refuses keys that it does not know.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<PairingOutcome> PairAsync(string file, bool replace, CancellationToken cancellationToken)
    {
        var agent = await database.Agents.SingleOrDefaultAsync(cancellationToken);
        if (agent is not null && !replace)
        {
            return File.Exists(file)
                ? new(IsDone: true, $"An Agent is paired already; its pairing file is {file}.")
                : new(IsDone: false, $"An Agent is paired already, but {file} does not exist. --replace makes a new token; the old one then stops working.");
        }

        if (File.Exists(file) && !IsPairing(file)) return new(IsDone: false, $"{file} exists and is no pairing file. Name another one.");
        var token = AgentToken.Create();
        var now = time.GetUtcNow();
        if (agent is null)
        {
            agent = new PairedAgent { Id = Guid.CreateVersion7(now), TokenDigest = AgentToken.DigestOf(token), PairedAt = now };
            database.Agents.Add(agent);
        }
        else
        {
            agent.TokenDigest = AgentToken.DigestOf(token);
            agent.SealingKey = null;
            agent.PairedAt = now;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        Write(file, new(webUrl, agent.Id, token, ApprovalKey.ExportPublic(approvalKey), webKeyPin?.ToString()));
        await transaction.CommitAsync(cancellationToken);
        return new(IsDone: true, $"Paired. The Agent needs {file}; keep it secret.");
    }

    private static bool IsPairing(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Pairing>(File.ReadAllText(file), Format)?.Token is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Write(string file, Pairing pairing)
    {
        var fresh = $"{file}.new";
        using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            JsonSerializer.Serialize(stream, pairing, Format);
        }

        File.Move(fresh, file, overwrite: true);
    }
}
