using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>A person in front of a browser.</summary>
internal sealed class Visitor(IPage page)
{
    public IPage Page => page;

    public async Task SignInAsync(string username, string password)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Username").FillAsync(username);
        await page.GetByLabel("Password").FillAsync(password);
        await Button("Log in").ClickAsync();
    }

    /// <summary>Logs out and waits for the page where what was left can be entered again, in the way every tab is led there.</summary>
    public async Task LogOutAsync()
    {
        await Button("Log out").ClickAsync();
        await Assertions.Expect(Title("Log in")).ToBeVisibleAsync();
    }

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Heading(string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>The heading of a page, which tells it from the page before.</summary>
    public ILocator Title(string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    public ILocator Text(string text) => page.GetByText(text);

    public ILocator Step(int number) => page.GetByTestId($"step-{number}");

    /// <summary>The large text area.</summary>
    public ILocator Declaration => page.GetByRole(AriaRole.Textbox, new() { Name = "Declaration" });

    /// <summary>The steps of the shown plan.</summary>
    public ILocator PlanSteps => page.GetByTestId(new Regex("^plan-step-"));

    public async Task WriteAsync(string declaration)
    {
        await Link("New Declaration").First.ClickAsync();
        await Declaration.FillAsync(declaration);
    }

    public async Task PreviewAsync(string declaration)
    {
        await Link("New Declaration").First.ClickAsync();
        await PreviewHereAsync(declaration);
    }

    /// <summary>Previews on the page for new declarations, which is open already.</summary>
    public async Task PreviewHereAsync(string declaration)
    {
        await Declaration.FillAsync(declaration);
        await Button("Preview").ClickAsync();
        await Assertions.Expect(page.GetByTestId("plan")).ToBeVisibleAsync();
    }

    /// <summary>Picks a file of JSON as soon as the picker can be used, as a person has to.</summary>
    public async Task PickFileAsync(string label, string content)
    {
        await Assertions.Expect(page.GetByLabel(label)).ToBeEnabledAsync();
        await page.GetByLabel(label).SetInputFilesAsync(new FilePayload { Name = "file.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(content) });
    }

    /// <summary>Previews, commits as an Admin, and follows to the run.</summary>
    public async Task ApplyAsync(string declaration)
    {
        await PreviewAsync(declaration);
        await CommitAsync();
        await Link("View Status").ClickAsync();
    }

    public async Task CommitAsync()
    {
        await Button("Commit and Apply").ClickAsync();
        await ConfirmAsync();
        await Assertions.Expect(page.GetByTestId("commit-id").First).ToBeVisibleAsync();
    }

    /// <summary>Says yes to the dialog.</summary>
    public Task ConfirmAsync() => page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();

    public Task ExpectRunAsync(string status, int seconds = 60) =>
        Assertions.Expect(page.GetByTestId("run-status").First).ToHaveAttributeAsync("data-status", status, new() { Timeout = seconds * 1000 });

    public Task ExpectStepAsync(int number, string status, int seconds = 60) =>
        Assertions.Expect(Step(number)).ToHaveAttributeAsync("data-status", status, new() { Timeout = seconds * 1000 });

    /// <summary>Writes what the page looks like to <c>artifacts/screenshots</c>.</summary>
    public Task ShootAsync(string name, bool fullPage = true) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(RepositoryRoot.Path, "artifacts", "screenshots", $"{name}.png"), FullPage = fullPage });
}
