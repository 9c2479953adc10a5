using MycoPod.Web.Accounts;

namespace MycoPod.Web.Settings;

/// <summary>The person's account and, for Admins, the state of what MycoPod depends on.</summary>
public sealed partial class SettingsPage
{
    private Person? person;
    private DateTimeOffset? pairedAt;

    protected override void Follow()
    {
        Link.Changed += WantReload;
        Index.Changed += WantReload;
    }

    protected override void Unfollow()
    {
        Link.Changed -= WantReload;
        Index.Changed -= WantReload;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Authentication is not null) person = await People.FindAsync((await Authentication).User, cancellationToken);
        pairedAt = await Paired.PairedAtAsync(cancellationToken);
    }
}
