namespace MycoPod.Web.Settings;

/// <summary>For Admins: the files that the Agent keeps, and the state of what MycoPod depends on.</summary>
public sealed partial class ConfigurationSettings
{
    internal const string Path = "/settings/configuration";

    private bool isAdmin;
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
        isAdmin = Authentication is not null && await People.FindAsync((await Authentication).User, cancellationToken) is { IsAdmin: true };
        pairedAt = await Paired.PairedAtAsync(cancellationToken);
    }
}
