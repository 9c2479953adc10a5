using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Diagnosis;

namespace MycoPod.Tests.Diagnosis;

/// <summary>How checks are asked, and how findings are judged and shown.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-doctor-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task One_that_throws_and_one_that_never_ends_are_lines_like_the_others_and_show_no_secret()
    {
        var time = new FakeTimeProvider(Now);
        var doctor = new Doctor(["TOPSECRET"], time);
        Check broken = new("broken", _ => throw new InvalidOperationException("outer", new IOException("The password TOPSECRET is wrong.")), "Mend it.");
        Check well = new("well", _ => Task.FromResult<IReadOnlyList<Finding>>([Finding.Ok("Well.")]), "");
        Assert.Equal(
            [new DiagnosisLine("broken", FindingLevel.Problem, "The password *** is wrong.", "Mend it."), new DiagnosisLine("well", FindingLevel.Ok, "Well.", null)],
            await doctor.ExamineAsync([broken, well], Token));

        var lines = doctor.ExamineAsync([new("hanging", _ => new TaskCompletionSource<IReadOnlyList<Finding>>().Task, "Wake it.")], Token);
        time.Advance(Doctor.Patience);
        Assert.Equal([new DiagnosisLine("hanging", FindingLevel.Problem, "No answer within 10 s.", "Wake it.")], await lines);
    }

    [Theory]
    [InlineData(0, FindingLevel.Ok)]
    [InlineData(5, FindingLevel.Ok)]
    [InlineData(-6, FindingLevel.Warning)]
    [InlineData(60, FindingLevel.Warning)]
    [InlineData(61, FindingLevel.Problem)]
    [InlineData(-3600, FindingLevel.Problem)]
    public void Clocks_may_be_seconds_apart(int seconds, FindingLevel level) => Assert.Equal(level, Clock.Judge("Web", TimeSpan.FromSeconds(seconds)).Level);

    [Theory]
    [InlineData(-1, FindingLevel.Problem)]
    [InlineData(29, FindingLevel.Warning)]
    [InlineData(31, FindingLevel.Ok)]
    public void A_certificate_is_to_be_renewed_before_it_ends(int days, FindingLevel level) => Assert.Equal(level, CertificateEnds.Judge("Web", Now.AddDays(days), Now).Level);

    [Theory]
    [InlineData(50, FindingLevel.Problem)]
    [InlineData(500, FindingLevel.Warning)]
    [InlineData(5000, FindingLevel.Ok)]
    public void A_full_disk_is_told_before_it_is_full(long mebibytes, FindingLevel level) => Assert.Equal(level, DiskSpace.Judge("/var", mebibytes << 20, 8L << 30).Level);

    [Fact]
    public void Files_that_others_may_read_are_named_with_the_command_that_closes_them()
    {
        var (key, configuration) = (Write("key.pem", "600"), Write("web.json", "640"));
        Assert.Equal(FindingLevel.Ok, Assert.Single(FileModes.Judge([key, Path.Combine(folder.FullName, "none")], [configuration])).Level);

        Write("key.pem", "644");
        Write("web.json", "666");
        var found = FileModes.Judge([key], [configuration]);
        Assert.Equal([$"chmod 0600 {key}", $"chmod 0640 {configuration}"], found.Select(f => f.Advice));
        Assert.All(found, f => Assert.Equal(FindingLevel.Problem, f.Level));
    }

    [Fact]
    public void A_report_is_a_table_for_people_and_JSON_for_programs()
    {
        var report = new DiagnosisReport([new("database", FindingLevel.Ok, "It answers.", null), new("disk", FindingLevel.Warning, "Little is left.", "Delete \"old\" backups.")]);
        Assert.True(report.IsHealthy);
        Assert.Equal("ok       database  It answers.\nwarning  disk      Little is left.\n                   -> Delete \"old\" backups.\n\nNo problem, 1 warning.", report.ToString());
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("warning", json.RootElement.GetProperty("lines")[1].GetProperty("level").GetString());
    }

    private string Write(string name, string mode)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, "x");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        return path;
    }
}
