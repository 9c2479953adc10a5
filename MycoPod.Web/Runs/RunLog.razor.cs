using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MycoPod.Web.Runs;

/// <summary>The log of a run. It follows its end until someone scrolls up.</summary>
public sealed partial class RunLog
{
    private ElementReference log;
    private long followed = -1;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (followed == View.LastSequence) return;
        followed = View.LastSequence;
        await Js.InvokeVoidAsync("mycopod.follow", log);
    }
}
