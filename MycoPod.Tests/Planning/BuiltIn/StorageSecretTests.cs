using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Storages;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Storages with a password, which a text must not hold.</summary>
public sealed class StorageSecretTests
{
    [Theory]
    [InlineData("Add PBS storage: server 192.168.1.30, datastore homelab, user backup@pbs, name it pbs", "pbs", "password={secret pbs}")]
    [InlineData("Add an SMB storage named media: server 192.168.1.40, share films, user ada, for backups", "media", "username=ada password={secret media}")]
    public void The_plan_names_a_secret_after_the_storage_and_says_how_it_gets_there(string text, string name, string note)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Empty(outcome.Problems);
        var step = Assert.IsType<AddStorage>(Assert.Single(outcome.Plan?.Steps ?? []));
        Assert.Equal((name, name), (step.Name, step.Secret));
        Assert.Contains(note, step.Note(1, PlaceholderNames.Instance), StringComparison.Ordinal);
        Assert.Contains(outcome.Assumptions, a => a.Contains($"mycopod secret set {name}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_public_share_needs_none()
    {
        var step = Assert.IsType<AddStorage>(Assert.Single(Planned.OnTestCluster("Add an SMB storage named media: server 192.168.1.40, share films, for backups").Plan?.Steps ?? []));
        Assert.Null(step.Secret);
        Assert.DoesNotContain("password", step.Note(1, PlaceholderNames.Instance), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add PBS storage: server 192.168.1.30, datastore homelab, user backup@pbs, password hunter22, name it pbs", "pbs")]
    [InlineData("Add an SMB storage named media: server 192.168.1.40, share films, user ada, password: hunter22", "media")]
    public void A_password_in_the_text_is_no_plan_but_a_hint_where_it_belongs(string text, string name)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Null(outcome.Plan);
        Assert.Contains($"mycopod secret set {name}", Assert.Single(outcome.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", string.Join(' ', outcome.Problems.Concat(outcome.Assumptions)), StringComparison.Ordinal);
    }
}
