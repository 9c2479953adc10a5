using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Web.Accounts;

/// <summary>The log-in page: a plain form, without a circuit.</summary>
public sealed partial class Login
{
    /// <summary>The page after a new password was chosen by a link.</summary>
    internal const string AfterReset = $"/login?outcome={ResetOutcome}";

    private const string ResetOutcome = "reset";

    private string? failure;
    private int secondsToWait;
    private LoginForm form = new();

    protected override void OnInitialized()
    {
        form = Form ?? form;
        if (Context?.User.Identity?.IsAuthenticated == true && HttpMethods.IsGet(Context.Request.Method)) Navigation.NavigateTo(ReturnUrl.Normalize(Target));
    }

    private async Task SubmitAsync()
    {
        var password = form.Password ?? "";

        // The page that answers shows the form as it is: no password belongs into it.
        form.Password = null;
        var outcome = await SignIn.TryAsync(form.Username ?? "", password, Context?.RequestAborted ?? default);
        failure = outcome.Failure;
        secondsToWait = (int)Math.Ceiling(SignIn.WaitOf(form.Username ?? "").TotalSeconds);
        if (failure is null) Navigation.NavigateTo(outcome.NeedsCode ? CodePage.AddressOf(isRecovery: false, Target) : ReturnUrl.Normalize(Target));
    }
}
