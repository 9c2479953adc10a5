using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Commands;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Tests.Credentials;

public sealed class AgentSecretsTests : IDisposable
{
    private const string Value = "correct horse";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-secrets-");
    private readonly StringWriter output = new();

    private AgentSecrets Secrets => new(new(folder.FullName));

    [Fact]
    public async Task A_secret_is_kept_in_a_file_of_its_own_that_only_its_owner_reads()
    {
        Assert.Equal(0, await SecretCommand.SetAsync(Secrets, "nas", Value, output));
        Assert.Equal("The secret nas is kept.", output.ToString().Trim());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, "secrets", "nas")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder.FullName, "secrets")));
        Assert.Equal(Value, Secrets.Find("nas"));
    }

    [Fact]
    public async Task The_list_names_and_does_not_tell_and_what_is_removed_is_gone()
    {
        Secrets.Set("pbs", Value);
        Secrets.Set("nas", Value);
        await SecretCommand.ListAsync(Secrets, output);
        await SecretCommand.RemoveAsync(Secrets, "pbs", output);
        Assert.Equal(["nas", "pbs", "The secret pbs is removed."], output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["nas"], Secrets.Names);
        await Assert.ThrowsAsync<FormatException>(() => SecretCommand.RemoveAsync(Secrets, "pbs", output));
    }

    [Theory]
    [InlineData("../proxmox.json", Value)]
    [InlineData("a/b", Value)]
    [InlineData(".hidden", Value)]
    [InlineData("nas.new", Value)]
    [InlineData("nas", "")]
    [InlineData("nas", "correct\nhorse")]
    public void What_cannot_be_used_is_refused_without_telling_it(string name, string value)
    {
        var refusal = Assert.Throws<FormatException>(() => Secrets.Set(name, value));
        Assert.DoesNotContain("horse", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Secrets.Names);
    }

    [Fact]
    public void What_leaves_the_Agent_holds_no_secret_but_a_short_one_is_no_reason_to_hide_words()
    {
        Secrets.Set("nas", Value);
        Secrets.Set("tv", "tv");
        var mask = new KnownSecrets(new(folder.FullName)).Mask();
        Assert.Equal($"The tv says {SecretMask.Mask}.", mask.Text($"The tv says {Value}."));
    }

    public void Dispose()
    {
        output.Dispose();
        folder.Delete(recursive: true);
    }
}
