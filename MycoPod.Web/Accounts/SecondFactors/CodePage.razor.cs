namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Asks for the second factor, after the right password: a plain form, without a circuit.</summary>
public sealed partial class CodePage
{
    private const string Recovery = "recovery";

    private Account? account;
    private string? failure;
    private int secondsToWait;
    private SecondFactorForm form = new();

    private bool IsRecovery => With == Recovery;

    internal static string AddressOf(bool isRecovery, string? target) =>
        $"/login/code?returnUrl={Uri.EscapeDataString(ReturnUrl.Normalize(target))}{(isRecovery ? $"&with={Recovery}" : "")}";

    protected override async Task OnInitializedAsync()
    {
        form = Form ?? form;
        account = await SignIn.FindAsync();
        if (account is null) Navigation.NavigateTo($"/login?returnUrl={Uri.EscapeDataString(ReturnUrl.Normalize(Target))}");
    }

    private async Task SubmitAsync()
    {
        if (account is null) return;
        failure = await SignIn.TryAsync(account, form.Code ?? "", IsRecovery, Context?.RequestAborted ?? default);
        secondsToWait = (int)Math.Ceiling(SignIn.WaitOf(account).TotalSeconds);
        if (failure is null) Navigation.NavigateTo(ReturnUrl.Normalize(Target));
    }
}
