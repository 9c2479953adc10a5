using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Connections.Client;
using MycoPod.Core.Certificates;
using MycoPod.Core.Link;

namespace MycoPod.Reconciler.Link;

/// <summary>Which certificate of Web's is believed: one with the key that was pinned when the Agent was paired, else what the system believes.</summary>
internal sealed class WebTrust(Pairing pairing)
{
    private readonly KeyPin? pin = pairing.WebKeyPin is { } text ? KeyPin.Find(text) : null;

    public void Apply(HttpConnectionOptions options)
    {
        if (pin is null) return;
        options.HttpMessageHandlerFactory = unpinned =>
        {
            unpinned.Dispose();
            return CreateHandler();
        };
        options.WebSocketConfiguration = socket => socket.RemoteCertificateValidationCallback = (_, certificate, _, _) => Believes(certificate);
    }

    /// <summary>For requests beside the link.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler();
        if (pin is not null) handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => Believes(certificate);
        return handler;
    }

    /// <summary>Why no connection came about, for whoever reads the log.</summary>
    public string Explain(Exception exception)
    {
        if (exception is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }) return exception.Message;
        return pin is null
            ? $"its certificate is not believed by this system ({exception.InnerException?.Message ?? exception.Message}). The token was not sent. Give Web a certificate of an authority that this system knows, or a self-signed one and pair again."
            : "its certificate has another key than the one this Agent was paired with (webKeyPin), or is none. The token was not sent. If Web's key was made anew, pair again: mycopod agent pair --replace.";
    }

    private bool Believes(X509Certificate? certificate) => certificate is X509Certificate2 shown && pin?.Holds(shown) == true;
}
