using System.Security.Claims;

namespace MycoPod.Web.Accounts;

/// <summary>Changes one's own e-mail address and password: a plain form, because a new password needs a new cookie.</summary>
public sealed partial class AccountPage
{
    internal const string Path = "/settings/account";
    internal const string Saved = "/settings?saved=account";

    private string? problem;
    private Person? person;
    private AccountForm form = new();

    private ClaimsPrincipal Visitor => Context?.User ?? new();

    private CancellationToken Aborted => Context?.RequestAborted ?? default;

    protected override async Task OnInitializedAsync()
    {
        person = await People.FindAsync(Visitor, Aborted);
        form = Form ?? new() { Email = person?.Email };
    }

    private async Task SubmitAsync()
    {
        problem = await Edit.ApplyAsync(Visitor, form, Aborted);
        if (problem is null) Navigation.NavigateTo(Saved);
    }
}
