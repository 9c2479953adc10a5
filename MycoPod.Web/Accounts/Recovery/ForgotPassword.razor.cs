namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Asks for a link to choose a new password: a plain form, answered the same for everyone.</summary>
public sealed partial class ForgotPassword
{
    internal const string Path = "/forgot-password";
    internal const string Neutral = "If an account exists for that name or address, an e-mail with a link is on its way.";

    private bool isAsked;
    private ForgotForm form = new();

    protected override void OnInitialized() => form = Form ?? form;

    private void Ask()
    {
        if (string.IsNullOrWhiteSpace(form.NameOrEmail)) return;
        Queue.Ask(form.NameOrEmail, Context?.Connection.RemoteIpAddress);
        isAsked = true;
    }
}
