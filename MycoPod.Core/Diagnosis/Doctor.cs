namespace MycoPod.Core.Diagnosis;

/// <summary>Asks everything side by side. No check ends the others, or takes longer than <see cref="Patience"/>.</summary>
/// <param name="secrets">What must not be shown, whoever says it.</param>
public sealed class Doctor(IReadOnlyCollection<string> secrets, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string Hidden = "***";

    /// <summary>In the order of the checks.</summary>
    public async Task<IReadOnlyList<DiagnosisLine>> ExamineAsync(IReadOnlyList<Check> checks, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(checks.Select(check => AskAsync(check, cancellationToken)));
        return [.. checks.Zip(found, (check, findings) => findings.Select(f => new DiagnosisLine(check.Subject, f.Level, Without(f.Text), f.Advice is null ? null : Without(f.Advice)))).SelectMany(l => l)];
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(Check check, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // Some ask in ways that block, and some do not hear that they are to stop.
            return await Task.Run(() => check.AskAsync(either.Token), CancellationToken.None).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return [Finding.Problem($"No answer within {Patience.TotalSeconds:0} s.", check.Advice)];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return [Finding.Problem(Innermost(e).Message.ReplaceLineEndings(" "), check.Advice)];
        }
    }

    /// <summary>The outer ones only say that there is an inner one.</summary>
    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner) exception = inner;
        return exception;
    }

    private string Without(string text) => secrets.Where(s => s.Length > 0).Aggregate(text, (shown, secret) => shown.Replace(secret, Hidden, StringComparison.Ordinal));
}
