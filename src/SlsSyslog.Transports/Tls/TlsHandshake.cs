using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Makes a stream a TLS stream. Certificates are read from their files each time, so that renewed ones are used.</summary>
internal sealed class TlsHandshake(TlsOptions options, TimeProvider clock)
{
    private readonly Fingerprint[] _pins = [.. options.PinnedFingerprints.Select(Fingerprint.Parse)];

    /// <exception cref="SyslogTransportException">One of the two refuses the other, or there is no answer; the message says why.</exception>
    public async Task<SslStream> AuthenticateAsync(Stream stream, SyslogServer server, CancellationToken cancellationToken)
    {
        ServerCertificateCheck check = new(_pins, options.ServerName ?? server.Host);
        using CancellationTokenSource deadline = new(options.HandshakeTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        SslStream? tls = null;
        try
        {
            tls = new SslStream(stream, leaveInnerStreamOpen: false);
            await tls.AuthenticateAsClientAsync(MakeOptions(check), either.Token).ConfigureAwait(false);
            SslStream secured = tls;
            tls = null;
            return secured;
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string seconds = options.HandshakeTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new SyslogTransportException(
                $"the TLS handshake had no answer within {seconds} s; a plain TCP listener behaves so", e);
        }
        catch (AuthenticationException e)
        {
            throw new SyslogTransportException(check.Refusal ?? $"the TLS handshake failed: {SocketFault.Describe(e)}", e);
        }
        catch (Exception e) when (SocketFault.IsConnectionFault(e))
        {
            throw new SyslogTransportException($"the TLS handshake broke off: {SocketFault.Describe(e)}", e);
        }
        catch (Exception e) when (CertificateFiles.IsFileError(e))
        {
            throw new SyslogTransportException($"a certificate file cannot be used: {e.Message.TrimEnd('.')}", e);
        }
        finally
        {
            if (tls is not null)
            {
                await tls.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private SslClientAuthenticationOptions MakeOptions(ServerCertificateCheck check)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = options.CheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,

            // A certificate to be judged by our own pins or authorities has no business naming addresses for us to call.
            DisableCertificateDownloads = _pins.Length > 0 || options.TrustedCertificatesPath is not null,
        };
        if (options.TrustedCertificatesPath is { } path)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(CertificateFiles.LoadAuthorities(path));
        }

        SslClientAuthenticationOptions made = new()
        {
            TargetHost = check.Name,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = check.Check,
            AllowRenegotiation = false,
        };
        if (options.ClientCertificatePath is not null)
        {
            // A context is sent whatever issuers the server lists: rsyslog lists none that match.
            (X509Certificate2 certificate, X509Certificate2Collection issuers) = CertificateFiles.LoadClient(options);
            made.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, issuers, offline: true);
        }

        return made;
    }
}
