using System.Buffers.Text;
using System.Net;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Web.Shell;

/// <summary>A page that someone who is signed in opens right after Web has started, before the database answers.</summary>
public sealed class DatabaseAwayTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_so_and_opens_by_itself_later()
    {
        await using var web = await WebBench.CreateAsync(postgres, change: s => s with { Connection = $"Host=127.0.0.1;Port={FreePort.Take()};Database=d;Username=u;Timeout=1" });
        await web.App.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = web.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/runs?status=errored");

        // What a session's cookie looks like: it takes the key ring, which is in the database, to tell that it is none.
        byte[] sealedTicket = [0x09, 0xF0, 0xC9, 0xF0, .. new byte[64]];
        request.Headers.Add("Cookie", $"mycopod={Base64Url.EncodeToString(sealedTicket)}");
        using var answer = await client.SendAsync(request, Token);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Nothing was changed, and what was saved is kept.", page, StringComparison.Ordinal);
        Assert.Equal("3", Assert.Single(answer.Headers.GetValues("Refresh")));
    }
}
