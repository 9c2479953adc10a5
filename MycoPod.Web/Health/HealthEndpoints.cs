using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MycoPod.Web.Health;

/// <summary>What monitoring and supervisors ask: <c>/healthz</c>, whether the process serves; <c>/readyz</c>, whether all it needs is there. Anyone may.</summary>
internal static class HealthEndpoints
{
    public const string Alive = "/healthz";
    public const string Ready = "/readyz";

    private const string NotKnown = "It could not be found out, or not in time.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseHealth>("database", timeout: Patience)
        .AddCheck<AgentHealth>("agent")
        .AddCheck<RepositoryHealth>("repository");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Alive, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>As in <c>{"ready":false,"checks":{"agent":{"ok":false,"why":"…"},…}}</c>; texts of exceptions stay out.</summary>
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteBoolean("ready", report.Status == HealthStatus.Healthy);
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteBoolean("ok", entry.Status == HealthStatus.Healthy);
            if (entry.Status != HealthStatus.Healthy) json.WriteString("why", entry.Exception is null ? entry.Description : NotKnown);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
