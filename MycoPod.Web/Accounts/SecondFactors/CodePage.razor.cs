using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Asks for the second factor, after the right password: a plain form, without a circuit.</summary>
public sealed partial class CodePage
{
    private const string Recovery = "recovery";

    private Account? account;
    private CodeRefusal? refusal;
    private SecondFactorForm form = new();

    private bool IsRecovery => With == Recovery;

    private int SecondsToWait => (int)Math.Ceiling(refusal?.Wait.TotalSeconds ?? 0);

    private CancellationToken Aborted => Context?.RequestAborted ?? default;

    internal static string AddressOf(bool isRecovery, string? target) =>
        $"/login/code?returnUrl={Uri.EscapeDataString(ReturnUrl.Normalize(target))}{(isRecovery ? $"&with={Recovery}" : "")}";

    protected override async Task OnInitializedAsync()
    {
        form = Form ?? form;
        try
        {
            account = await SignIn.FindAsync();
            if (account is not null && !IsRecovery) refusal = await SignIn.FindWaitAsync(account, Aborted);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            refusal = new(Accounts.SignIn.Away);
            return;
        }

        if (account is null) Navigation.NavigateTo($"/login?returnUrl={Uri.EscapeDataString(ReturnUrl.Normalize(Target))}");
    }

    private async Task SubmitAsync()
    {
        if (account is null) return;
        refusal = await SignIn.TryAsync(account, form.Code ?? "", IsRecovery, Aborted);
        if (refusal is null) Navigation.NavigateTo(ReturnUrl.Normalize(Target));
    }
}
