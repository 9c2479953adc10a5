using Microsoft.JSInterop;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>What was sent for a step and what came back.</summary>
public sealed partial class ExchangePanel
{
    private long? copied;
    private int focused;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focused == Step) return;
        focused = Step;
        await Js.InvokeVoidAsync("mycopod.focus", "exchange-heading");
    }

    private async Task CopyAsync(Exchange exchange)
    {
        await Js.InvokeVoidAsync("mycopod.copy", ExchangeText.Of(exchange));
        copied = exchange.Id;
    }
}
