using System.Security.Claims;
using MycoPod.Web.Data;

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
        form = Form ?? form;
        try
        {
            person = await People.FindAsync(Visitor, Aborted);
            form = Form ?? new() { Email = person?.Email };
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            problem = DatabaseFailure.NothingChanged;
        }
    }

    private async Task SubmitAsync()
    {
        try
        {
            problem = await Edit.ApplyAsync(Visitor, form, Aborted);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            problem = DatabaseFailure.NothingChanged;
        }

        if (problem is null) Navigation.NavigateTo(Saved);
    }
}
