using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MycoPod.Core.Runs;
using MycoPod.Web.Data;

namespace MycoPod.Web.Runs;

/// <summary>What was sent for a step and what came back; for a chosen line, its own exchange first.</summary>
public sealed partial class ExchangePanel
{
    private const int Most = 50;

    private IReadOnlyList<Exchange>? exchanges;
    private RunEvent? line;
    private ChosenStep? shown;
    private ChosenStep? focused;
    private long? copied;
    private bool hasMore;
    private bool hasFailed;

    private string Subject => (Chosen.Step, Chosen.Line) switch
    {
        ({ } step, { } number) => $"Run {RunNumber}, step {step}, line {number}",
        ({ } step, null) => $"Run {RunNumber}, step {step}",
        (null, { } number) => $"Run {RunNumber}, line {number}",
        _ => $"Run {RunNumber}",
    };

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Chosen) return;
        if (shown is null || shown with { Heard = 0 } != Chosen with { Heard = 0 }) (exchanges, line, copied) = (null, null, null);
        shown = Chosen;
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focused is not null && focused with { Heard = 0 } == Chosen with { Heard = 0 }) return;
        focused = Chosen;
        await Js.InvokeVoidAsync("mycopod.focus", "exchange-heading");
    }

    private async Task ReadAsync()
    {
        var wanted = Chosen;
        try
        {
            var found = wanted.Line is { } number ? await Lines.FindAsync(wanted.RunId, number, CancellationToken.None) : null;
            var read = wanted.Step is { } step ? await Query.ExchangesAsync(wanted.RunId, step, found?.ExchangeId, Most + 1, CancellationToken.None) : [];
            if (wanted != Chosen) return;
            line = found;
            exchanges = [.. read.Take(Most)];
            hasMore = read.Count > Most;
            hasFailed = false;
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            hasFailed = wanted == Chosen || hasFailed;
        }
    }

    private Task CloseOnEscapeAsync(KeyboardEventArgs pressed) => pressed.Key == "Escape" ? CloseAsync() : Task.CompletedTask;

    /// <summary>Whoever closes it goes on where they came from.</summary>
    private async Task CloseAsync()
    {
        await OnClose.InvokeAsync();
        await Js.InvokeVoidAsync("mycopod.focus", Chosen is { Line: null, Step: { } step } ? $"step-{Chosen.RunId:N}-{step}" : $"log-{RunNumber}");
    }

    private async Task CopyAsync(Exchange exchange)
    {
        await Js.InvokeVoidAsync("mycopod.copy", ExchangeText.Of(exchange));
        copied = exchange.Id;
    }
}
