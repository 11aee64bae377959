using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Secures a stream with TLS. Certificate files are read for each handshake, so that renewed certificates are used.</summary>
/// <param name="options">The options.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="onCertificate">Receives the certificate of a server and its chain, before they are accepted; null to ignore them.</param>
internal sealed class TlsHandshake(TlsOptions options, TimeProvider timeProvider, Action<X509Certificate2, X509Chain?>? onCertificate = null)
{
    private readonly Fingerprint[] _pins = [.. options.PinnedFingerprints.Select(Fingerprint.Parse)];

    /// <exception cref="SyslogTransportException">The handshake failed or timed out. The message contains the reason.</exception>
    public async Task<SslStream> AuthenticateAsync(Stream stream, SyslogServer server, CancellationToken cancellationToken)
    {
        ServerCertificateCheck check = new(_pins, options.ServerName ?? server.Host, onCertificate);
        using CancellationTokenSource deadline = new(options.HandshakeTimeout, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        SslStream? tls = null;
        try
        {
            tls = new SslStream(stream, leaveInnerStreamOpen: false);
            await tls.AuthenticateAsClientAsync(CreateOptions(check), either.Token).ConfigureAwait(false);
            SslStream secured = tls;
            tls = null;
            return secured;
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string seconds = options.HandshakeTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new SyslogTransportException(
                $"the server did not respond to the TLS handshake within {seconds} s; a plain TCP listener does not respond to it", exception)
            {
                ErrorType = TransportErrorType.Timeout,
            };
        }
        catch (AuthenticationException exception)
        {
            throw new SyslogTransportException(check.Rejection ?? $"the TLS handshake failed: {SocketErrors.Describe(exception)}", exception)
            {
                ErrorType = TransportErrorType.Tls,
            };
        }
        catch (Exception exception) when (SocketErrors.IsConnectionError(exception))
        {
            throw new SyslogTransportException($"the connection broke during the TLS handshake: {SocketErrors.Describe(exception)}", exception)
            {
                ErrorType = TransportErrorType.Tls,
            };
        }
        catch (Exception exception) when (CertificateFiles.IsFileError(exception))
        {
            throw new SyslogTransportException($"a certificate file cannot be used: {exception.Message.TrimEnd('.')}", exception)
            {
                ErrorType = TransportErrorType.Tls,
            };
        }
        finally
        {
            if (tls is not null)
            {
                await tls.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private SslClientAuthenticationOptions CreateOptions(ServerCertificateCheck check)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = options.CheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,

            // A certificate that is checked against pins or configured authorities must not cause requests to the addresses it contains.
            DisableCertificateDownloads = _pins.Length > 0 || options.TrustedCertificatesPath is not null,
        };
        if (options.TrustedCertificatesPath is { } path)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(CertificateFiles.LoadAuthorities(path));
        }

        SslClientAuthenticationOptions created = new()
        {
            TargetHost = check.Name,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = check.Check,
            AllowRenegotiation = false,
        };
        if (options.ClientCertificatePath is not null)
        {
            // A context is sent regardless of the issuers that the server lists: rsyslog does not list matching ones.
            (X509Certificate2 certificate, X509Certificate2Collection issuers) = CertificateFiles.LoadClient(options);
            created.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, issuers, offline: true);
        }

        return created;
    }
}
