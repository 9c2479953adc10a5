using System.Security.Claims;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Sets the second factor up and off: plain forms, so that key and codes are in one answer and nowhere else.</summary>
public sealed partial class SecondFactorPage
{
    internal const string Path = "/settings/second-factor";

    private const string Begin = "begin";
    private const string Confirm = "confirm";
    private const string Renew = "renew";
    private const string SwitchOff = "off";

    private string name = "";
    private int? codesLeft;
    private SecondFactorOutcome? outcome;
    private SecondFactorForm form = new();

    private ClaimsPrincipal Visitor => Context?.User ?? new();

    private CancellationToken Aborted => Context?.RequestAborted ?? default;

    protected override Task OnInitializedAsync()
    {
        form = Form ?? form;
        return LoadAsync();
    }

    /// <summary>One form with several buttons: the page may have become another since it was shown, and must still know its answer.</summary>
    private async Task SubmitAsync()
    {
        var password = form.Password ?? "";
        outcome = form.Action switch
        {
            Confirm => await Edit.ConfirmAsync(Visitor, form.Box, form.Code ?? "", Aborted),
            Renew => await Edit.RenewCodesAsync(Visitor, password, Aborted),
            SwitchOff => await Edit.SwitchOffAsync(Visitor, password, Aborted),
            _ => await Edit.OfferAsync(Visitor, password, Aborted),
        };
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (await People.FindAsync(Visitor, Aborted) is not { } person) return;
        name = person.Name;
        codesLeft = await Check.FindAsync(person.Id, Aborted);
    }
}
