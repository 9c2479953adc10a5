using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>lxc/install.sh as it asks a person, without dialogs.</summary>
public sealed class InstallQuestionsTests : IAsyncLifetime
{
    private Installer installer = null!;

    private PveNode Node => installer.Node;

    public async ValueTask InitializeAsync()
    {
        installer = await Installer.StartAsync();
        foreach (var name in installer.Settings.Keys.Where(k => k != "var_release").ToList()) installer.Settings[name] = null;
    }

    public ValueTask DisposeAsync() => installer.DisposeAsync();

    [Fact]
    public async Task What_is_usual_is_taken_with_an_empty_answer()
    {
        var run = await installer.InstallAsync(Lines("", "", "", "", "", "", "", "", "", "anna@example.org", ""));

        Assert.Empty(Node.Mistakes);
        Assert.True(run.Status == 0, run.Output);
        Assert.Contains("Storage of the container templates (local,nas) [local]: ", run.Output, StringComparison.Ordinal);
        Assert.Equal("name=eth0,bridge=vmbr0,ip=dhcp", Node.Containers.Guests[100].Config["net0"]);
        Assert.DoesNotContain("Permissions.Modify", Node.Accounts.Roles["MycoPod"], StringComparison.Ordinal);
        Assert.Contains($"Password      {ReleaseFolder.Password}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_can_be_answered_and_an_answer_that_does_not_do_is_asked_for_again()
    {
        string[] places = ["local-lvm", "moon", "nas", "vmbr1", "yes"];
        string[] ui = ["10.99.0.20", "10.99.0.20/24", "300", "pod", "two", "4", "4096", "20"];
        string[] agent = ["10.99.0.21/24", "", "hand", "2", "2048", "6"];
        string[] network = ["10.99.0.254", "30", "9.9.9.9"];
        string[] people = ["yes", "pod.example.org", "anna", "anna@example.org", "https://git.example.org/anna/declarations.git", "anna", Installer.GitToken];

        var run = await installer.InstallAsync(Lines([.. places, .. ui, .. agent, .. network, .. people]));

        Assert.Empty(Node.Mistakes);
        Assert.True(run.Status == 0, run.Output);
        Assert.Contains("\"moon\" does not do: one of local nas\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"10.99.0.20\" does not do: dhcp, or an IPv4 address with its prefix, as in 192.168.1.20/24\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"two\" does not do: a whole number\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("name=eth0,bridge=vmbr1,ip=10.99.0.20/24,gw=10.99.0.254,tag=30", Node.Containers.Guests[300].Config["net0"]);
        Assert.Equal("hand", Node.Containers.Guests[100].Config["hostname"]);
        Assert.Contains("Permissions.Modify", Node.Accounts.Roles["MycoPod"], StringComparison.Ordinal);
        Assert.Contains($"repository_token={Installer.GitToken}\n", File.ReadAllText(Path.Combine(Node.Containers.Guests[300].Folder, "opt", "seen")), StringComparison.Ordinal);
        Assert.DoesNotContain(Installer.GitToken, run.Output + installer.Leavings(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_end_too_early_end_it_before_anything_is_made()
    {
        var run = await installer.InstallAsync(Lines("", ""));

        Assert.Equal(1, run.Status);
        Assert.Contains("There are no more answers on standard input. With mode=unattended nothing is asked.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("MycoPod was not installed. Nothing was made.\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Node.Containers.Guests);
    }

    [Fact]
    public async Task What_was_answered_the_last_time_is_offered_again_and_what_is_made_is_not_asked_about()
    {
        string[] answers = ["", "nas", "", "", "", "", "", "", "anna", "anna@example.org", ""];
        Node.FailingCall = 20;
        var first = await installer.InstallAsync(Lines(answers));
        Assert.Contains("Run this again: it goes on from here.", first.Output, StringComparison.Ordinal);
        Assert.Equal(2, Node.Containers.Guests.Count);

        var second = await installer.InstallAsync(Lines("", "", "", "", ""));

        Assert.True(second.Status == 0, first.Output + second.Output);
        Assert.DoesNotContain("Storage of the container", second.Output, StringComparison.Ordinal);
        Assert.Contains("E-mail address of the Admin [anna@example.org]: ", second.Output, StringComparison.Ordinal);
        Assert.Contains("Admin         anna\n", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_with_whiptail_there_are_dialogs()
    {
        await WriteDialogsAsync("", "nas", "vmbr1", "", "", "", "", "", "anna", "anna@example.org", "https://git.example.org/anna/declarations.git", "", Installer.GitToken);

        var run = await installer.InstallOnTerminalAsync();

        Assert.True(run.Status == 0, run.Output);
        Assert.Empty(Node.Mistakes);
        Assert.Equal("nas:vztmpl/debian-13-standard_13.1-10_amd64.tar.zst", Node.Containers.Guests[100].Config["template"]);
        Assert.Contains($"repository_token={Installer.GitToken}\n", File.ReadAllText(Path.Combine(Node.Containers.Guests[100].Folder, "opt", "seen")), StringComparison.Ordinal);
        Assert.DoesNotContain(Installer.GitToken, run.Output + installer.Leavings(), StringComparison.Ordinal);
        var asked = await File.ReadAllLinesAsync(Path.Combine(Node.Folder, "var", "dialogs"), TestContext.Current.CancellationToken);
        Assert.Contains("--default-item local --menu Storage of the container templates 18 74 8 local  nas ", asked[1], StringComparison.Ordinal);
        Assert.EndsWith("--passwordbox Token for the repository 10 74", asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dialog_that_is_cancelled_ends_it()
    {
        await WriteDialogsAsync("", "Cancel");
        var run = await installer.InstallOnTerminalAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("Cancelled.\r\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Node.Containers.Guests);
    }

    /// <summary>Stands in for whiptail: it draws on its standard output and answers on its errors; an empty answer takes what is offered.</summary>
    private async Task WriteDialogsAsync(params string[] answers)
    {
        var (program, file) = (Path.Combine(Node.Folder, "bin", "whiptail"), Path.Combine(Node.Folder, "answers"));
        await File.WriteAllTextAsync(file, Lines(answers), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(program, $$"""
            #!/bin/bash
            [[ -t 0 && -t 1 && ! -t 2 ]] || exit 3
            printf '%s\n' "$*" >>/var/lib/dialogs
            answer=$(sed -n "$(wc -l </var/lib/dialogs)p" {{file}})
            [[ $answer != Cancel ]] || exit 1
            if [[ -z $answer && $* == *--default-item* ]]; then answer=$6; elif [[ -z $answer ]]; then answer=${@: -1}; fi
            printf '%s' "$answer" >&2

            """, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
    }

    private static string Lines(params string[] answers) => string.Concat(answers.Select(a => $"{a}\n"));
}
