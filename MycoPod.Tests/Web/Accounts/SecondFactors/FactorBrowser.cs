using System.Net;
using System.Text.RegularExpressions;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Tests.Web.Accounts.SecondFactors;

/// <summary>A browser without scripts, and the device with the authenticator beside it.</summary>
internal sealed partial class FactorBrowser(Uri url) : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClient client = new(new HttpClientHandler()) { BaseAddress = url };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => client.Dispose();

    public async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path, Token));

    public async Task<string> LogInAsync(string name, string password = Password) =>
        await SendAsync(await ReadAsync("/login"), "/login", "login", ("Username", name), ("Password", password));

    public async Task<string> TypeCodeAsync(string code, bool isRecovery = false)
    {
        var path = CodePage.AddressOf(isRecovery, "/runs");
        return await SendAsync(await ReadAsync(path), path, "code", ("Code", code));
    }

    public async Task<bool> IsInAsync() => !(await ReadAsync("/runs")).Contains("<title>Log in", StringComparison.Ordinal);

    /// <summary>Presses a button on the page of the second factor.</summary>
    public async Task<string> ChangeAsync(string action, string password = Password) => await SendAsync(await ReadAsync(SecondFactorPage.Path), SecondFactorPage.Path, "factor", ("Action", action), ("Password", password));

    /// <summary>Sets it up.</summary>
    /// <returns>The key and the recovery codes, as a person sees them.</returns>
    public async Task<(byte[] Key, IReadOnlyList<string> Codes)> SetUpAsync(Func<DateTimeOffset> now)
    {
        var offer = await ChangeAsync("begin");
        var key = KeyOf(offer);
        Assert.Contains("does not fit", await SendAsync(offer, SecondFactorPage.Path, "factor", ("Action", "confirm"), ("Code", "000000")), StringComparison.Ordinal);
        var made = await SendAsync(offer, SecondFactorPage.Path, "factor", ("Action", "confirm"), ("Code", Totp.CodeOf(key, Totp.StepAt(now()))));
        return (key, CodesOf(made));
    }

    public static IReadOnlyList<string> CodesOf(string page) => [.. Codes().Matches(page).Select(m => m.Groups[1].Value)];

    public static byte[] KeyOf(string page)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(Key().Match(page).Groups[1].Value.Where(char.IsAsciiLetterOrDigit).Select(c => Convert.ToString(alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    public async Task<string> SendAsync(string page, string path, string form, params (string Name, string Value)[] fields)
    {
        var text = Forms().Matches(page).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var values = Inputs().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
        foreach (var (name, value) in fields) values[$"form.{name}"] = value;
        using var answer = await client.PostAsync(path, new FormUrlEncodedContent(values), Token);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}.");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();

    [GeneratedRegex("<li[^>]*>([2-9a-z-]{19})</li>")]
    private static partial Regex Codes();

    [GeneratedRegex("data-testid=\"authenticator-key\"[^>]*>([^<]+)<")]
    private static partial Regex Key();
}
