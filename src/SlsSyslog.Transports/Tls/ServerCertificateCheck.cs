using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Decides on one server's certificate and keeps the reason of a refusal, which the handshake's exception does not tell.</summary>
internal sealed class ServerCertificateCheck(Fingerprint[] pins, string name)
{
    public string Name { get; } = name;

    public string? Refusal { get; private set; }

    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = certificate is not X509Certificate2 presented ? "the server presents no certificate"
            : pins.Length > 0 ? CheckPins(presented)
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"the server's certificate ({presented.Subject}) is not for {Name}"
            : errors != SslPolicyErrors.None ? $"the server's certificate ({presented.Subject}) is not trusted: {DescribeChain(chain)}"
            : null;
        return Refusal is null;
    }

    private string? CheckPins(X509Certificate2 presented) => pins.Any(pin => pin.Matches(presented))
        ? null
        : $"the server's certificate ({presented.Subject}, sha-256:{presented.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)}) is none of the pinned ones";

    private static string DescribeChain(X509Chain? chain) => chain is { ChainStatus.Length: > 0 }
        ? string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.', ' ', '\n')).Distinct())
        : "its chain is incomplete";
}
