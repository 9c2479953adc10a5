using MycoPod.Web.Data;


namespace MycoPod.Web.Settings;

/// <summary>The person's sessions; all but this one can be ended here.</summary>
public sealed partial class SessionsSection
{
    private bool isWorking;
    private string? problem;

    private Task EndAsync(string id) => TryAsync(() => OnEnd.InvokeAsync(id));

    private Task EndOthersAsync() => TryAsync(() => OnEndOthers.InvokeAsync());

    private async Task TryAsync(Func<Task> end)
    {
        isWorking = true;
        problem = null;
        try
        {
            await end();
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            problem = "The database did not answer, so it may not have ended. Try again.";
        }
        finally
        {
            isWorking = false;
        }
    }
}
