using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Testing;

/// <summary>Opens the stream of an accepted connection: the socket's stream, or a TLS session over it.</summary>
internal static class CaptureTlsHandshake
{
    public static async Task<Stream> OpenAsync(Socket socket, CaptureContext context, CancellationToken cancellationToken)
    {
        NetworkStream plain = new(socket, ownsSocket: false);
        if (!context.IsTls)
        {
            return plain;
        }

        // A stalled server does not respond to the handshake either.
        await context.Pace.WaitToReadAsync(1, cancellationToken).ConfigureAwait(false);
        SslStream tls = new(plain, leaveInnerStreamOpen: false);
        try
        {
            await AuthenticateAsync(tls, context.Options.Tls!, cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception exception)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (exception is IOException or SocketException)
            {
                throw new AuthenticationException("The client closed the connection during the handshake.", exception);
            }

            throw;
        }
    }

    private static async Task AuthenticateAsync(SslStream stream, CaptureTlsOptions tls, CancellationToken cancellationToken)
    {
        bool isRefused = false;
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(tls.Certificate, null, offline: true),
                EnabledSslProtocols = tls.Protocols,
                ClientCertificateRequired = tls.ClientAuthority is not null,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    isRefused = tls.ClientAuthority is { } authority && !IsIssuedBy(certificate, authority);
                    return !isRefused || tls.RefuseSilently;
                },
            },
            cancellationToken).ConfigureAwait(false);
        if (isRefused)
        {
            throw new AuthenticationException("The client certificate is not accepted.");
        }
    }

    private static bool IsIssuedBy(X509Certificate? certificate, X509Certificate2 authority)
    {
        if (certificate is not X509Certificate2 client)
        {
            return false;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(client);
    }
}
