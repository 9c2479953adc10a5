using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>Who did what to a declaration, read again whenever its newest commit is another.</summary>
public sealed partial class HistoryCard
{
    private readonly CancellationTokenSource leaving = new();
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private IReadOnlyList<HistoryEntry>? entries;
    private string? problem;
    private string? commit;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (commit == Row.Commit) return;
        commit = Row.Commit;
        try
        {
            entries = await History.ReadAsync(Row.Folder, leaving.Token);
            problem = null;
        }
        catch (RepositoryException e)
        {
            problem = e.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void Toggle(string entry)
    {
        if (!shown.Remove(entry)) shown.Add(entry);
    }
}
