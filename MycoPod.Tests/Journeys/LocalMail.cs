using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace MycoPod.Tests.Journeys;

/// <summary>The messages that <c>./dev up</c> keeps, as its page shows them.</summary>
internal sealed partial class LocalMail(Uri url) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = url };

    public static async Task<LocalMail> OpenAsync(string home) => new(new((await File.ReadAllTextAsync(Path.Combine(home, "run", "mail.url"))).Trim()));

    /// <summary>The link in the newest message to an address; null while there is none.</summary>
    public async Task<string?> FindLinkAsync(string address, CancellationToken cancellationToken)
    {
        var page = await client.GetFromJsonAsync<Page>("/api/messages?pageSize=100", cancellationToken);
        var newest = page?.Results.Where(m => m.To.Contains(address)).MaxBy(m => m.ReceivedDate);
        return newest is null ? null : Link().Match(await client.GetStringAsync($"/api/messages/{newest.Id}/plaintext", cancellationToken)).Value;
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();

    private sealed record Page(IReadOnlyList<Message> Results);

    private sealed record Message(Guid Id, IReadOnlyList<string> To, DateTimeOffset ReceivedDate);
}
