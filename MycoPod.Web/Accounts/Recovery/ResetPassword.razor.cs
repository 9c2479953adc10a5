using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Where the link from the e-mail leads.</summary>
public sealed partial class ResetPassword
{
    internal const string Path = "/reset-password";

    private bool isAway;
    private string? name;
    private string? problem;
    private ResetForm form = new();

    protected override async Task OnInitializedAsync()
    {
        form = Form ?? form;
        try
        {
            name = await Recovery.FindNameAsync(User, Token);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            isAway = true;
        }
    }

    private async Task SubmitAsync()
    {
        PasswordOutcome outcome;
        try
        {
            outcome = await Recovery.ResetAsync(User, Token, new(form.Password ?? "", form.Again ?? ""), Context?.RequestAborted ?? default);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            isAway = true;
            return;
        }

        if (outcome.IsDone) Navigation.NavigateTo(Login.AfterReset);
        if (!outcome.IsLinkGood) name = null;
        problem = outcome.Problem;
    }
}
