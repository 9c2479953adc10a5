using System.Security.Cryptography.X509Certificates;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Configuration;

namespace MycoPod.Tests.Web.Https;

public sealed class TlsSettingsTests : IDisposable
{
    private readonly CertificateFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_certificate_and_its_key_are_taken()
    {
        var settings = SettingsValidator.Validate(Document());
        Assert.Equal(files.Settings, settings.Tls);
        Assert.True(settings.ServesHttps);
        Assert.True(settings.IsSecure);
    }

    [Fact]
    public void A_reverse_proxy_before_plain_HTTP_is_secure_too()
    {
        var settings = SettingsValidator.Validate(Document() with { Urls = "http://127.0.0.1:8080", Tls = null });
        Assert.False(settings.ServesHttps);
        Assert.True(settings.IsSecure);
    }

    [Theory]
    [InlineData("https://0.0.0.0:443", null, "publicUrl: is missing.")]
    [InlineData("http://127.0.0.1:80;https://127.0.0.1:443", "http://mycopod.lan", "publicUrl: is 'http://mycopod.lan'.")]
    public void Where_plain_requests_are_led_is_asked_for(string urls, string? publicUrl, string expected)
    {
        var problem = Assert.Single(Problems(Document() with { Urls = urls, PublicUrl = publicUrl }));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
        Assert.Contains("Expected: the https address", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_https_address_needs_both_files_and_full_paths()
    {
        Assert.StartsWith("tls: is missing.", Assert.Single(Problems(Document() with { Tls = null })), StringComparison.Ordinal);
        Assert.Equal(["tls.certificateFile", "tls.keyFile"], Problems(Document() with { Tls = new("certificate.pem", null) }).Select(p => p.Split(':')[0]));
        Assert.Equal(["tls.certificateFile", "tls.keyFile"], Problems(Document() with { Tls = new("/nowhere/certificate.pem", "/nowhere/key.pem") }).Select(p => p.Split(':')[0]));
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        using var other = new CertificateFiles();
        var problem = Assert.Single(Problems(Document() with { Tls = new(files.Certificate, other.Key) }));
        Assert.StartsWith("tls.keyFile: the key in", problem, StringComparison.Ordinal);
        Assert.Contains("does not belong to the certificate", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_is_no_private_one()
    {
        using var certificate = files.Read();
        using var key = certificate.GetECDsaPublicKey();
        File.WriteAllText(files.Key, key?.ExportSubjectPublicKeyInfoPem());
        Assert.Contains("holds no private key", Assert.Single(Problems(Document())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_is_refused()
    {
        files.Renew(days: -1);
        Assert.Contains("expired at", Assert.Single(Problems(Document())), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_certificate_and_no_key_is_said_and_not_quoted()
    {
        File.WriteAllText(files.Certificate, "hidden-word");
        File.WriteAllText(files.Key, "-----BEGIN PRIVATE KEY-----\nhidden-word\n-----END PRIVATE KEY-----\n");
        var problems = Problems(Document());
        Assert.Equal(["tls.certificateFile", "tls.keyFile"], problems.Select(p => p.Split(':')[0]));
        Assert.All(problems, p => Assert.DoesNotContain("hidden", p, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Problems(SettingsDocument document) => Assert.Throws<SettingsException>(() => SettingsValidator.Validate(document)).Problems;

    private SettingsDocument Document() => new(
        "http://127.0.0.1:80;https://127.0.0.1:443", "https://mycopod.lan", "/var/lib/mycopod", "Host=127.0.0.1;Database=mycopod;Username=mycopod_web", null, new("https://git.example.org/d.git", "mycopod", "t"))
    {
        Tls = new(files.Certificate, files.Key),
    };
}
