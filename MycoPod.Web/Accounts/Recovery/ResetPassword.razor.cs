namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Where the link from the e-mail leads.</summary>
public sealed partial class ResetPassword
{
    internal const string Path = "/reset-password";

    private string? name;
    private string? problem;
    private ResetForm form = new();

    protected override async Task OnInitializedAsync()
    {
        form = Form ?? form;
        name = await Recovery.FindNameAsync(User, Token);
    }

    private async Task SubmitAsync()
    {
        var outcome = await Recovery.ResetAsync(User, Token, new(form.Password ?? "", form.Again ?? ""), Context?.RequestAborted ?? default);
        if (outcome.IsDone) Navigation.NavigateTo(Login.AfterReset);
        if (!outcome.IsLinkGood) name = null;
        problem = outcome.Problem;
    }
}
