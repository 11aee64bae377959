using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Checks the certificate of one server and keeps why it was rejected, which the handshake's exception does not contain.</summary>
internal sealed class ServerCertificateCheck(Fingerprint[] pins, string name, Action<X509Certificate2, X509Chain?>? onCertificate = null)
{
    public string Name { get; } = name;

    public string? Rejection { get; private set; }

    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 received)
        {
            onCertificate?.Invoke(received, chain);
        }

        Rejection = certificate is not X509Certificate2 presented ? "the server did not send a certificate"
            : pins.Length > 0 ? CheckPins(presented)
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? $"the server's certificate ({PlainText.Clean(presented.Subject)}) is not for {Name}"
            : errors != SslPolicyErrors.None
                ? $"the server's certificate ({PlainText.Clean(presented.Subject)}) is not trusted: {DescribeChain(chain)}"
            : null;
        return Rejection is null;
    }

    private string? CheckPins(X509Certificate2 presented) => pins.Any(pin => pin.Matches(presented))
        ? null
        : $"the server's certificate ({PlainText.Clean(presented.Subject)}, sha-256:{presented.GetCertHashString(HashAlgorithmName.SHA256)}) "
            + "does not match a pinned fingerprint";

    private static string DescribeChain(X509Chain? chain) => chain is not { ChainStatus.Length: > 0 }
        ? "its chain is incomplete"
        : string.Join("; ", chain.ChainStatus.Select(status => PlainText.Clean(status.StatusInformation).TrimEnd('.', ' ')).Distinct())
            + DescribeMissingRoot(chain);

    // An intermediate authority alone is not an anchor of trust.
    private static string DescribeMissingRoot(X509Chain chain)
    {
        X509Certificate2 last = chain.ChainElements[^1].Certificate;
        return chain.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.PartialChain)) && last.Subject != last.Issuer
            ? $". The chain ends at '{PlainText.Clean(last.Subject)}', which '{PlainText.Clean(last.Issuer)}' issued: add that root certificate to "
                + "the trusted certificates"
            : "";
    }
}
