namespace MycoPod.Web.Accounts;

/// <summary>The log-in page: a plain form, without a circuit.</summary>
public sealed partial class Login
{
    private string? failure;
    private LoginForm form = new();

    protected override void OnInitialized()
    {
        form = Form ?? form;
        if (Context?.User.Identity?.IsAuthenticated == true && HttpMethods.IsGet(Context.Request.Method)) Navigation.NavigateTo(ReturnUrl.Normalize(Target));
    }

    private async Task SubmitAsync()
    {
        failure = await SignIn.TryAsync(form.Username ?? "", form.Password ?? "", Context?.RequestAborted ?? default);
        if (failure is null) Navigation.NavigateTo(ReturnUrl.Normalize(Target));
    }
}
