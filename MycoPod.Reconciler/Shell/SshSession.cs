using System.Net.Sockets;
using System.Text;
using MycoPod.Core.Proxmox.Errors;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace MycoPod.Reconciler.Shell;

/// <summary>One connection over SSH, for one command. What can be sent again without harm is told from what cannot.</summary>
internal sealed class SshSession : IDisposable
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>How long what came before a connection ended is still read.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly SshTarget target;
    private readonly SshClient client;
    private readonly TimeProvider time;

    private SshSession(SshTarget target, SshClient client, TimeProvider time) => (this.target, this.client, this.time) = (target, client, time);

    /// <exception cref="ProxmoxException"><see cref="FailureKind.NeverSent"/> where no connection was made; <see cref="FailureKind.Authentication"/> where host or login was refused.</exception>
    public static async Task<SshSession> OpenAsync(SshTarget target, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        string? refusal = null;
        SshClient? opened = null;
        try
        {
            using var pem = new MemoryStream(Encoding.UTF8.GetBytes(target.PrivateKey));
            opened = new SshClient(new ConnectionInfo(target.Host, target.Port, target.User, new PrivateKeyAuthenticationMethod(target.User, new PrivateKeyFile(pem))) { Timeout = patience })
            {
                KeepAliveInterval = KeepAlive,
            };
            opened.HostKeyReceived += (_, shown) =>
            {
                refusal = target.Refuse($"SHA256:{shown.FingerPrintSHA256}");
                shown.CanTrust = refusal is null;
            };
            await opened.ConnectAsync(cancellationToken);
            return new(target, opened, time);
        }
        catch (Exception e) when (e is SshException or SocketException or IOException or ObjectDisposedException)
        {
            opened?.Dispose();
            throw Explain(target, refusal, e);
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command to its end. Cancelling ends it there as well: by a signal, and by the end of its input.</summary>
    /// <param name="input">What it reads at its beginning; its input stays open after that. Null for none.</param>
    /// <exception cref="ProxmoxException"><see cref="FailureKind.UnknownOutcome"/>: the connection was lost after the command was sent.</exception>
    public async Task<(int? ExitStatus, string? Signal)> RunAsync(string line, byte[]? input, CommandOutput output, CancellationToken cancellationToken)
    {
        using var command = client.CreateCommand(line);
        var pumps = Task.CompletedTask;
        try
        {
            var ended = command.ExecuteAsync(cancellationToken);
            await using var stream = input is null ? Stream.Null : command.CreateInputStream();
            pumps = Task.WhenAll(Task.Run(() => output.ReadAsync(command.OutputStream, isError: false), CancellationToken.None), Task.Run(() => output.ReadAsync(command.ExtendedOutputStream, isError: true), CancellationToken.None));
            if (input is not null)
            {
                await stream.WriteAsync(input, cancellationToken);
                await stream.FlushAsync(cancellationToken);
            }

            await ended;
            await pumps;
        }
        catch (Exception e) when (e is SshException or SocketException or IOException or ObjectDisposedException)
        {
            throw new ProxmoxException(FailureKind.UnknownOutcome, $"The connection to {target.Name} was lost after the command was sent: {e.Message}", e);
        }
        finally
        {
            await Task.WhenAny(pumps, Task.Delay(Rest, time, CancellationToken.None));
        }

        return command.ExitStatus is null && command.ExitSignal is null
            ? throw new ProxmoxException(FailureKind.UnknownOutcome, $"{target.Name} closed the connection without saying how the command ended.")
            : (command.ExitStatus, command.ExitSignal);
    }

    public void Dispose() => client.Dispose();

    private static ProxmoxException Explain(SshTarget target, string? refusal, Exception cause) => cause switch
    {
        _ when refusal is not null => new(FailureKind.Authentication, refusal, cause),
        SshAuthenticationException => new(FailureKind.Authentication, $"{target.Name} does not let {target.User} in over SSH with this key: {cause.Message} Nothing was run.", cause),
        SshPassPhraseNullOrEmptyException => new(FailureKind.Authentication, $"The private key for {target.Name} has a passphrase; MycoPod needs one without. Nothing was run.", cause),
        _ => new(FailureKind.NeverSent, $"{target.Name} cannot be reached over SSH at {target.Host}, port {target.Port}: {cause.Message}", cause),
    };
}
