using Microsoft.AspNetCore.Components;

namespace MycoPod.Web.Approvals;

/// <summary>Asks for the comment of a rejection, and says so itself where there is none.</summary>
public sealed partial class RejectForm
{
    private ElementReference area;
    private string comment = "";
    private bool isMissing;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await area.FocusAsync();
    }

    private async Task RejectAsync()
    {
        isMissing = string.IsNullOrWhiteSpace(comment);
        if (isMissing) await area.FocusAsync();
        else await OnReject.InvokeAsync(comment);
    }
}
