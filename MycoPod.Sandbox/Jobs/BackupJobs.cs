using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Jobs;

/// <summary>What a backup job means: when it runs next, whom it takes, how it is shown.</summary>
internal static partial class BackupJobs
{
    public const string File = "jobs";

    private const string Conflict = "option conflicts with option 'vmid'";

    /// <summary>An old start time becomes a schedule.</summary>
    /// <returns>Whether there is a schedule.</returns>
    public static bool Schedule(Dictionary<string, string> options)
    {
        if (options.Remove("starttime", out var time))
            options["schedule"] = options.Remove("dow", out var days) ? $"{days} {time}" : time;
        return options.ContainsKey("schedule");
    }

    /// <summary>A guest's number, a pool and everything exclude each other: what is set anew replaces the others.</summary>
    public static IReadOnlyList<string> Replaced(IReadOnlyDictionary<string, string> options)
    {
        if (options.ContainsKey("vmid"))
            return ["all", "exclude", "pool"];
        if (options.ContainsKey("pool"))
            return ["all", "exclude", "vmid"];
        return options.ContainsKey("all") ? ["vmid", "pool"] : [];
    }

    public static void RequireSelection(IDictionary<string, string> options)
    {
        if (options.ContainsKey("vmid"))
        {
            foreach (var other in new[] { "all", "exclude", "pool" })
            {
                if (options.TryGetValue(other, out var value) && value != "0")
                    throw ApiException.BadParameter(other, Conflict);
            }
        }

        if (options.ContainsKey("exclude") && !options.ContainsKey("pool"))
            options["all"] = "1";
        if (!options.ContainsKey("vmid") && !options.ContainsKey("pool") && (!options.TryGetValue("all", out var all) || all != "1"))
            throw ApiException.BadParameter("vmid", "property is missing");
        if (options.ContainsKey("maxfiles") && options.ContainsKey("prune-backups"))
            throw ApiException.BadParameter("prune-backups", "option conflicts with option 'maxfiles'");
    }

    public static JsonObject View(ConfigSection job, DateTimeOffset now)
    {
        var view = new JsonObject();
        foreach (var (name, value) in job.Options)
            view[name] = Value(BackupParameters.Job.First(parameter => parameter.Name == name), value);
        view["id"] = job.Id;
        view["type"] = job.Type;
        if (job["enabled"] != "0" && job["schedule"] is { } schedule)
            view["next-run"] = Next(schedule, now).ToUnixTimeSeconds();
        return view;
    }

    public static IEnumerable<Guest> Selected(ClusterDocument cluster, ConfigSection job)
    {
        var (named, excluded) = (ParameterValues.Split(job["vmid"] ?? ""), ParameterValues.Split(job["exclude"] ?? ""));
        return cluster.Guests
            .Where(guest => job["node"] is not { } node || guest.Node == node)
            .Where(guest => job["pool"] is not { } pool || guest.Pool == pool)
            .Where(guest => named.Length == 0 || named.Contains($"{guest.Vmid}", StringComparer.Ordinal))
            .Where(guest => !excluded.Contains($"{guest.Vmid}", StringComparer.Ordinal))
            .OrderBy(guest => guest.Vmid);
    }

    public static JsonObject Volumes(Guest guest) => new()
    {
        ["id"] = guest.Vmid,
        ["name"] = guest.Name,
        ["type"] = guest.Kind.Type(),
        ["children"] = new JsonArray([.. guest.Config.Where(entry => Disk().IsMatch(entry.Key)).Select(entry => (JsonNode)Volume(guest.Kind, entry.Key, entry.Value))]),
    };

    /// <summary>A machine's disks are in unless they say otherwise; of a container's only the root disk is.</summary>
    private static JsonObject Volume(GuestKind kind, string key, string value)
    {
        var parts = value.Split(',');
        var (isIn, reason) = (kind, key) switch
        {
            _ when parts.Contains("media=cdrom", StringComparer.Ordinal) => (false, "CDROM"),
            (GuestKind.Lxc, "rootfs") => (true, "rootfs"),
            (GuestKind.Lxc, _) when parts.Contains("backup=1", StringComparer.Ordinal) => (true, "enabled"),
            (GuestKind.Qemu, _) when !parts.Contains("backup=0", StringComparer.Ordinal) => (true, "enabled"),
            _ => (false, "disabled"),
        };
        return new() { ["id"] = key, ["name"] = parts[0], ["included"] = isIn ? 1 : 0, ["reason"] = reason };
    }

    private static JsonNode? Value(Parameter parameter, string value)
    {
        if (parameter.Keys is { } keys)
            return new JsonObject(keys.Parse(value).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        return SectionRules.View([new(parameter.Name, value)], [parameter])[parameter.Name]?.DeepClone();
    }

    /// <summary>The next time of day on one of the days; for other forms the next midnight.</summary>
    private static DateTimeOffset Next(string schedule, DateTimeOffset now)
    {
        var match = Simple().Match(schedule);
        var time = match.Success ? new TimeSpan(int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value), 0) : TimeSpan.Zero;
        var days = match.Success ? match.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        return Enumerable.Range(0, 8)
            .Select(day => new DateTimeOffset(now.Date.AddDays(day) + time, now.Offset))
            .First(at => at > now && (days.Length == 0 || days.Contains(at.ToString("ddd", CultureInfo.InvariantCulture).ToLowerInvariant(), StringComparer.Ordinal)));
    }

    [GeneratedRegex(@"^(rootfs|mp\d+|(ide|sata|scsi|virtio|efidisk|tpmstate)\d+)\z")]
    private static partial Regex Disk();

    [GeneratedRegex(@"^((?:mon|tue|wed|thu|fri|sat|sun)(?:,(?:mon|tue|wed|thu|fri|sat|sun))*)? ?(\d{1,2}):(\d{2})\z")]
    private static partial Regex Simple();
}
