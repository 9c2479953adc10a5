using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MycoPod.Tests.Fixtures;

/// <summary>What was logged, line by line.</summary>
internal sealed class SaidLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public IReadOnlyList<(LogLevel Level, string Text)> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Line(lines);

    public ILogger<T> CreateLogger<T>() => new Line<T>(lines);

    /// <summary>Waits until a line holds <paramref name="words"/>.</summary>
    public async Task<string> WaitForAsync(string words, Action? meanwhile = null)
    {
        while (true)
        {
            if (lines.FirstOrDefault(l => l.Text.Contains(words, StringComparison.Ordinal)).Text is { } text) return text;
            meanwhile?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private class Line(ConcurrentQueue<(LogLevel Level, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception)));
    }

    private sealed class Line<T>(ConcurrentQueue<(LogLevel Level, string Text)> lines) : Line(lines), ILogger<T>;
}
