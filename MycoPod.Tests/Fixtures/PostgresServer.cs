using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Tests.Fixtures;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace MycoPod.Tests.Fixtures;

/// <summary>
/// A private PostgreSQL cluster for one test run, from the machine's own binaries, with the three roles of production. Every
/// test takes a database of its own, copied from a migrated template.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Template = "mycopod_template";
    private static readonly string[] Roles = ["mycopod_owner", "mycopod_web", "mycopod_agent"];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-pg-");
    private readonly int port = FreePort.Take();
    private readonly SemaphoreSlim gate = new(1, 1);
    private bool isRunning;
    private int counter;

    public async ValueTask InitializeAsync()
    {
        var account = Environment.UserName == "root" ? "postgres" : Environment.UserName;
        File.SetUnixFileMode(directory.FullName, (UnixFileMode)0b111_101_101);
        var data = Directory.CreateDirectory(Path.Combine(directory.FullName, "data")).FullName;
        if (account == "postgres") await Command.RunAsync("chown", "postgres", data);
        await AsAsync(account, "initdb", "--no-sync", "--auth=trust", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", data);
        var options = $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=200";
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), "fsync = off\n");
        await AsAsync(account, "pg_ctl", "-w", "-D", data, "-l", Path.Combine(data, "log"), "-o", options, "start");
        isRunning = true;
        foreach (var role in Roles) await ExecuteAsync("postgres", $"CREATE ROLE {role} LOGIN");
        await ExecuteAsync("postgres", $"CREATE DATABASE {Template} OWNER mycopod_owner");
        await using var runs = RunsDatabase.Open(Connection("mycopod_owner", Template));
        await runs.Database.MigrateAsync();
    }

    /// <summary>A fresh, migrated database.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        // A template can be copied by one at a time.
        await gate.WaitAsync();
        try
        {
            var name = $"test_{++counter}";
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {Template} OWNER mycopod_owner");
            return new(role => Connection(role, name));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A database without any table of ours.</summary>
    /// <returns>The connection string of its owner.</returns>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = $"empty_{Interlocked.Increment(ref counter)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} OWNER mycopod_owner");
        return Connection("mycopod_owner", name);
    }

    /// <summary>From now on a commit is on the disk before it is answered, as in production. Measurements ask for it; tests need not wait for it.</summary>
    public async Task WriteDurablyAsync()
    {
        await ExecuteAsync("postgres", "ALTER SYSTEM SET fsync = on");
        await ExecuteAsync("postgres", "SELECT pg_reload_conf()");
    }

    /// <summary>Ends every connection and starts again, as after a crash of its host.</summary>
    public async Task RestartAsync()
    {
        await AsAsync(Environment.UserName == "root" ? "postgres" : Environment.UserName, "pg_ctl", "-w", "-D", Path.Combine(directory.FullName, "data"), "-l", Path.Combine(directory.FullName, "data", "log"), "-m", "immediate", "restart");
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (isRunning) await AsAsync(Environment.UserName == "root" ? "postgres" : Environment.UserName, "pg_ctl", "-D", Path.Combine(directory.FullName, "data"), "-m", "immediate", "stop");
        directory.Delete(recursive: true);
        gate.Dispose();
    }

    private string Connection(string role, string database) =>
        $"Host=127.0.0.1;Port={port};Username={role};Database={database};Maximum Pool Size=20;Include Error Detail=true";

    private async Task ExecuteAsync(string role, string sql)
    {
        await using var connection = new NpgsqlConnection(Connection(role, "postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static Task<string> AsAsync(string account, string program, params string[] arguments)
    {
        var binary = Path.Combine(Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last(), "bin", program);
        return account == Environment.UserName
            ? Command.RunAsync(binary, arguments)
            : Command.RunAsync("runuser", ["-u", account, "--", binary, .. arguments]);
    }
}
