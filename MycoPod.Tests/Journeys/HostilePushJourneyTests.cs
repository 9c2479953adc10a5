using System.Text;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>Whoever can push to the repository can start nothing. Each attempt shows in the logs as refused.</summary>
public sealed class HostilePushJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task A_plan_edited_after_approval_is_refused()
    {
        var name = Unique("edited");
        var admin = await SignInAsync("admin");
        await admin.PreviewAsync($"Create a Debian container named {name}.");

        // The Agent must not see the approved plan before it is edited.
        await Instance.SignalAsync("agent", "STOP");
        try
        {
            await admin.CommitAsync();
            using var clone = await Instance.CloneAsync();
            var plan = Directory.GetFiles(clone.Folder, "plan.json", SearchOption.AllDirectories).Single(f => File.ReadAllText(f).Contains(name, StringComparison.Ordinal));
            await File.WriteAllTextAsync(plan, (await File.ReadAllTextAsync(plan, Token)).Replace(name, $"{name}-x", StringComparison.Ordinal), Token);
            await clone.PushAsync("Small fix");
        }
        finally
        {
            await Instance.SignalAsync("agent", "CONT");
        }

        await ExpectRefusalAsync(admin, "The plan was changed after it was approved.");
        Assert.Empty(await Instance.Sandbox.FindGuestsAsync(name));
        Assert.Empty(await Instance.Sandbox.FindGuestsAsync($"{name}-x"));
    }

    [Fact]
    public async Task An_old_approval_starts_neither_a_new_declaration_nor_a_second_run()
    {
        var name = Unique("replayed");
        var admin = await SignInAsync("admin");
        await admin.ApplyAsync($"Create a Debian container named {name}.");
        await admin.ExpectRunAsync("succeeded");
        using var clone = await Instance.CloneAsync();
        var folder = Path.GetDirectoryName(Directory.GetFiles(clone.Folder, "plan.json", SearchOption.AllDirectories).Single(f => File.ReadAllText(f).Contains(name, StringComparison.Ordinal))) ?? "";
        var approval = await File.ReadAllBytesAsync(Path.Combine(folder, "approval.json"), Token);

        File.Delete(Path.Combine(folder, "approval.json"));
        await clone.PushAsync("Take the approval away");
        await ExpectRefusalAsync(admin, "approval.json is missing");
        await File.WriteAllBytesAsync(Path.Combine(folder, "approval.json"), approval, Token);
        await clone.PushAsync("Once more");
        await ExpectRefusalAsync(admin, "This approval was used already by run");

        var copy = $"{folder}-copy";
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var text = await File.ReadAllTextAsync(Path.Combine(copy, "declaration.md"), Encoding.UTF8, Token);
        await File.WriteAllTextAsync(Path.Combine(copy, "declaration.md"), text.Replace("id: 0", "id: 1", StringComparison.Ordinal), new UTF8Encoding(false), Token);
        await clone.PushAsync("A new declaration");
        await ExpectRefusalAsync(admin, "The approval belongs to another declaration.");
        Assert.Single(await Instance.Sandbox.ReadCreatedAsync(), c => c == name);
    }

    private static async Task ExpectRefusalAsync(Visitor admin, string reason)
    {
        await admin.Link("Reconciliation Logs").First.ClickAsync();
        await Assertions.Expect(admin.Page.GetByText(reason).First).ToBeVisibleAsync(new() { Timeout = 45_000 });
    }
}
