namespace MycoPod.Web.Shell;

/// <summary>One line an event, with UTC time; frameworks speak up only when something is wrong. Under systemd the journal adds the time, and each line bears its priority.</summary>
internal static class WebLogging
{
    public static void AddWebLogging(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // Who asks whether Web is ready gets the answer; each part says in its own words what is wrong with it, once.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
