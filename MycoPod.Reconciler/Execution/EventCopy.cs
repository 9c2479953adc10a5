using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using Npgsql;
using NpgsqlTypes;

namespace MycoPod.Reconciler.Execution;

/// <summary>Stores many events at once, by PostgreSQL's COPY, within the transaction of their context.</summary>
internal static class EventCopy
{
    private const string Command =
        "COPY runs.events (run_id, sequence, kind, at, step_number, node, text, exchange_id, task_line, status) FROM STDIN (FORMAT BINARY)";

    public static async Task CopyAsync(RunsContext context, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        await using var writer = await ((NpgsqlConnection)context.Database.GetDbConnection()).BeginBinaryImportAsync(Command, cancellationToken);
        foreach (var e in events)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(e.RunId, NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync(e.Sequence, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(e.Kind.ToString(), NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(e.At, NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteAsync(writer, e.StepNumber, NpgsqlDbType.Integer, cancellationToken);
            await WriteAsync(writer, e.Node, NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(writer, e.Text, NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(writer, e.ExchangeId, NpgsqlDbType.Bigint, cancellationToken);
            await WriteAsync(writer, e.TaskLine, NpgsqlDbType.Integer, cancellationToken);
            await WriteAsync(writer, e.Status, NpgsqlDbType.Text, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter writer, object? value, NpgsqlDbType type, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value, type, cancellationToken);
}
