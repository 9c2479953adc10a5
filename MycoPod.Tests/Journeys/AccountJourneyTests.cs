using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>Accounts: recovering a password, changing one's own account, and what the host's commands do to open browsers.</summary>
[Collection(PagesCollection.Name)]
public sealed class AccountJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const string New = "staple battery horse";

    [Theory]
    [InlineData("User", 1280)]
    [InlineData("Admin", 390)]
    public async Task A_forgotten_password_is_recovered_by_an_email(string role, int width)
    {
        var (name, old) = await AddAsync(role);
        var elsewhere = await OpenAsync(width);
        await elsewhere.SignInAsync(name, old);
        await Assertions.Expect(elsewhere.Title("Dashboard")).ToBeVisibleAsync();

        var visitor = await OpenAsync(width);
        await visitor.Page.GotoAsync("/login");
        await Axe.LookAsync(visitor, $"login-{width}");
        await visitor.Link("Forgot your password?").ClickAsync();
        await Assertions.Expect(visitor.Title("Forgot your password?")).ToBeVisibleAsync();
        await Axe.LookAsync(visitor, $"forgot-{width}");
        await visitor.Page.GetByLabel("User name or e-mail").FillAsync(name);
        await visitor.Button("Send the link").ClickAsync();
        await Assertions.Expect(visitor.Text("If an account exists for that name or address, an e-mail with a link is on its way.")).ToBeVisibleAsync();
        await Axe.LookAsync(visitor, $"forgot-sent-{width}");

        var link = await ReadLinkAsync($"{name}@example.org");
        await visitor.Page.GotoAsync(link);
        await visitor.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(New);
        await visitor.Page.GetByLabel("New password again").FillAsync("something else");
        await visitor.Button("Save the password").ClickAsync();
        await Assertions.Expect(visitor.Text("The two new passwords are not the same.")).ToBeVisibleAsync();
        await Axe.LookAsync(visitor, $"reset-{width}");
        await visitor.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(New);
        await visitor.Page.GetByLabel("New password again").FillAsync(New);
        await visitor.Button("Save the password").ClickAsync();
        await Assertions.Expect(visitor.Text("Your new password is saved. Log in with it.")).ToBeVisibleAsync();
        await Axe.LookAsync(visitor, $"reset-done-{width}");

        // The other session's page leaves by itself.
        await ExpectOutAsync(elsewhere);
        await visitor.SignInAsync(name, New);
        await Assertions.Expect(visitor.Title("Dashboard")).ToBeVisibleAsync();
        await elsewhere.Page.GotoAsync(link);
        await Assertions.Expect(elsewhere.Text("This link does not work")).ToBeVisibleAsync();
        await Axe.LookAsync(elsewhere, $"reset-refused-{width}");
        await elsewhere.Link("Ask for a new link").ClickAsync();
        await Assertions.Expect(elsewhere.Title("Forgot your password?")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("User", 390)]
    [InlineData("Admin", 1280)]
    public async Task People_change_their_own_account_and_keep_this_session_only(string role, int width)
    {
        var (name, old) = await AddAsync(role);
        var elsewhere = await OpenAsync();
        await elsewhere.SignInAsync(name, old);
        await Assertions.Expect(elsewhere.Title("Dashboard")).ToBeVisibleAsync();
        var person = await OpenAsync(width);
        await person.SignInAsync(name, old);
        await Assertions.Expect(person.Title("Dashboard")).ToBeVisibleAsync();
        await person.Page.GotoAsync("/settings");
        await person.Link("Edit").ClickAsync();
        await Assertions.Expect(person.Page.GetByLabel("E-mail")).ToHaveValueAsync($"{name}@example.org");

        await FillAsync(person, $"{name}@changed.example", "wrong password");
        await Assertions.Expect(person.Text("The current password is incorrect. Nothing was changed.")).ToBeVisibleAsync();
        await Axe.LookAsync(person, $"account-edit-{width}");
        await FillAsync(person, $"{name}@changed.example", old);
        await Assertions.Expect(person.Text("Your changes are saved.")).ToBeVisibleAsync();
        await Assertions.Expect(person.Text($"{name}@changed.example")).ToBeVisibleAsync();
        await Axe.LookAsync(person, $"account-saved-{width}");

        // Other sessions are gone, this one goes on.
        await ExpectOutAsync(elsewhere);
        await person.Page.GotoAsync("/runs");
        await Assertions.Expect(person.Title("Reconciliation Logs")).ToBeVisibleAsync();
        await elsewhere.SignInAsync(name, New);
        await Assertions.Expect(elsewhere.Title("Dashboard")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_disabled_or_gets_another_role_is_out_within_seconds()
    {
        var (name, password) = await AddAsync("Admin");
        var person = await OpenAsync();
        await person.SignInAsync(name, password);
        await Assertions.Expect(person.Link("Pending Approvals").First).ToBeVisibleAsync();

        await RunAsync("set-role", name, "User");
        await ExpectOutAsync(person);
        await person.SignInAsync(name, password);
        await Assertions.Expect(person.Title("Dashboard")).ToBeVisibleAsync();
        await Assertions.Expect(person.Link("Pending Approvals")).ToHaveCountAsync(0);

        await RunAsync("disable", name);
        await ExpectOutAsync(person);
        await person.SignInAsync(name, password);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The username or password is incorrect.");
        await RunAsync("enable", name);
        await person.SignInAsync(name, password);
        await Assertions.Expect(person.Title("Dashboard")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_has_to_wait_sees_the_time_left()
    {
        var visitor = await OpenAsync(390);
        var nobody = Unique("nobody");
        for (var i = 0; i < 3; i++)
        {
            await visitor.SignInAsync(nobody, "wrong");
            await Assertions.Expect(visitor.Text("The username or password is incorrect.")).ToBeVisibleAsync();
        }

        await Assertions.Expect(visitor.Text("Try again in 1:5")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText(new Regex("Try again in 1:5[0-7]"))).ToBeVisibleAsync();
        await Axe.LookAsync(visitor, "login-wait-390");
    }

    /// <summary>The open page leaves by itself, also where a command of the host was the reason.</summary>
    private static Task ExpectOutAsync(Visitor visitor) => Assertions.Expect(visitor.Button("Log in")).ToBeVisibleAsync(new() { Timeout = 30_000 });

    private static async Task FillAsync(Visitor person, string email, string current)
    {
        await person.Page.GetByLabel("E-mail").FillAsync(email);
        await person.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(New);
        await person.Page.GetByLabel("New password again").FillAsync(New);
        await person.Page.GetByLabel("Current password").FillAsync(current);
        await person.Button("Save").ClickAsync();
    }

    private async Task<string> ReadLinkAsync(string address)
    {
        using var mail = await LocalMail.OpenAsync(Instance.Home);
        string? link = null;
        await UntilAsync(async () => (link = await mail.FindLinkAsync(address, Token)) is not null, $"a message to {address}");
        return link ?? "";
    }

    /// <summary>An account of this test's own, made as on any host.</summary>
    private async Task<(string Name, string Password)> AddAsync(string role)
    {
        var name = Unique(role.ToLowerInvariant());
        var output = await RunAsync("add", name, "--role", role, "--email", $"{name}@example.org");
        return (name, Regex.Match(output, "^Password: (.+)$", RegexOptions.Multiline).Groups[1].Value.Trim());
    }

    private Task<string> RunAsync(params string[] arguments) => Command.RunInAsync(
        Path.Combine(Instance.Home, "bin", "Web"), "env", [$"MYCOPOD_CONFIG={Path.Combine(Instance.Home, "web.json")}", "dotnet", "MycoPod.Web.dll", "users", .. arguments]);
}
