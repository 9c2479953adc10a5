using System.Security.Claims;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Sets the second factor up and off: plain forms, so that key and codes are in one answer and nowhere else.</summary>
public sealed partial class SecondFactorPage
{
    internal const string Path = "/settings/second-factor";

    private const string LostKey =
        "It is on, but codes of your app cannot be checked any more: the file key-ring.secret on the host was lost or replaced. Switch the second factor off and set it up again.";

    private const string Begin = "begin";
    private const string Confirm = "confirm";
    private const string Renew = "renew";
    private const string SwitchOff = "off";

    private string name = "";
    private int? codesLeft;
    private bool isReadable = true;
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
        try
        {
            outcome = form.Action switch
            {
                Confirm => await Edit.ConfirmAsync(Visitor, form.Box, form.Code ?? "", Aborted),
                Renew => await Edit.RenewCodesAsync(Visitor, password, Aborted),
                SwitchOff => await Edit.SwitchOffAsync(Visitor, password, Aborted),
                _ => await Edit.OfferAsync(Visitor, password, Aborted),
            };
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            outcome = new(DatabaseFailure.NothingChanged);
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            if (await People.FindAsync(Visitor, Aborted) is not { } person) return;
            name = person.Name;
            codesLeft = await Check.FindAsync(person.Id, Aborted);
            isReadable = await Check.IsReadableAsync(person.Id, Aborted);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // New recovery codes are shown this once: what happened is told whatever comes after.
            outcome ??= new(DatabaseFailure.NothingChanged);
        }
    }
}
