using System.Text.Json;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Http;

/// <summary>One line for each mutating request, written before its answer leaves: what really reached the server.</summary>
internal sealed class RequestLog(string directory, SandboxClock clock)
{
    private static readonly HashSet<string> Secrets = new(["password", "confirmation-password", "tfa-challenge", "otp", "cipassword", "encryption-key", "keyring"], StringComparer.Ordinal);

    private readonly Lock gate = new();
    private readonly string path = Path.Combine(directory, "requests.jsonl");

    public void Write(LoggedRequest request)
    {
        var line = new JsonObject
        {
            ["time"] = clock.Now.ToString("O"),
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["user"] = request.User,
            ["parameters"] = Masked(request.Parameters),
            ["status"] = request.Status,
            ["upid"] = request.Upid,
            ["message"] = request.Message,
            ["fault"] = request.Fault,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, StateJson.Compact);
        lock (gate)
        {
            using var stream = PrivateFiles.OpenToAppend(path);
            stream.Write([.. bytes, (byte)'\n']);
        }
    }

    private static JsonObject Masked(IReadOnlyDictionary<string, RawValue> parameters)
    {
        var masked = new JsonObject();
        foreach (var (name, value) in parameters)
            masked[name] = Secrets.Contains(name) ? "***" : value.Text;
        return masked;
    }
}

/// <param name="Status">0 where the request was cut off before it was executed.</param>
internal sealed record LoggedRequest(string Method, string Path, int Status)
{
    public string? User { get; init; }

    public IReadOnlyDictionary<string, RawValue> Parameters { get; init; } = new Dictionary<string, RawValue>(StringComparer.Ordinal);

    public string? Upid { get; init; }

    public string? Message { get; init; }

    public string? Fault { get; init; }
}
