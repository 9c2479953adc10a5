using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MimeKit;
using MycoPod.Web.Configuration;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Services = SmtpServer.ComponentModel.ServiceProvider;

namespace MycoPod.Tests.Fixtures;

/// <summary>A real mail server on loopback: STARTTLS with a certificate that nobody knows, and a user name with a password.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string Username = "mycopod";
    public const string Password = "hidden word of the mail server";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<(bool IsSecure, MimeMessage Message)> arrived = Channel.CreateUnbounded<(bool, MimeMessage)>();
    private readonly X509Certificate2 certificate = MakeCertificate();
    private readonly Task running;

    private MailServer(bool hasTls)
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (hasTls) endpoint.Certificate(certificate).AuthenticationRequired().AllowUnsecureAuthentication(false);
        }).Build();
        var services = new Services();
        services.Add(new Store(arrived.Writer));
        services.Add(new DelegatingUserAuthenticator((user, password) => user == Username && password == Password));
        running = new SmtpServer.SmtpServer(options, services).StartAsync(stopping.Token);
    }

    public int Port { get; } = FreePort.Take();

    public string Thumbprint => certificate.Thumbprint;

    public MailSettings Settings => new("127.0.0.1", Port, MailSecurity.StartTls, Username, Password, new MailboxAddress("MycoPod", "mycopod@example.org"));

    /// <summary>Messages that nobody has looked at yet.</summary>
    public int Waiting => arrived.Reader.Count;

    public static MailServer Start(bool hasTls = true) => new(hasTls);

    public async Task<MimeMessage> NextAsync() => (await NextWithSecurityAsync()).Message;

    public async Task<(bool IsSecure, MimeMessage Message)> NextWithSecurityAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await arrived.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private sealed class Store(ChannelWriter<(bool, MimeMessage)> arrived) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            await arrived.WriteAsync((context.Pipe.IsSecure, await MimeMessage.LoadAsync(bytes, cancellationToken)), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
