using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Testing;

/// <summary>
/// A certificate authority made in memory for one test: issues server and client certificates, good ones and bad ones. Another instance is
/// a foreign authority.
/// </summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TimeProvider _clock;

    /// <summary>Makes an authority with a new key.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="clock">The clock for the validity of what it issues; the system's when left out.</param>
    public TestAuthority(string name = "SlsSyslog test authority", TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        CertificateRequest request = new($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = request.CreateSelfSigned(_clock.GetUtcNow() - Lifetime, _clock.GetUtcNow() + Lifetime);
    }

    /// <summary>The authority's own certificate, for trust stores; owned by the authority.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Issues a server certificate.</summary>
    /// <param name="name">The host name or IP address it is for, as subject alternative name; <c>localhost</c> by default.</param>
    /// <param name="isExpired">Whether it ended yesterday.</param>
    /// <returns>The certificate with its private key, owned by the caller.</returns>
    public X509Certificate2 IssueServer(string name = "localhost", bool isExpired = false) =>
        Issue(name, "1.3.6.1.5.5.7.3.1", isExpired);

    /// <summary>Issues a client certificate.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isExpired">Whether it ended yesterday.</param>
    /// <returns>The certificate with its private key, owned by the caller.</returns>
    public X509Certificate2 IssueClient(string name = "client.test.example", bool isExpired = false) =>
        Issue(name, "1.3.6.1.5.5.7.3.2", isExpired);

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Issue(string name, string usage, bool isExpired)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        DateTimeOffset end = isExpired ? _clock.GetUtcNow().AddDays(-1) : _clock.GetUtcNow().AddDays(90);
        using X509Certificate2 bare = request.Create(Certificate, end.AddDays(-91), end, RandomNumberGenerator.GetBytes(12));
        using X509Certificate2 paired = bare.CopyWithPrivateKey(key);

        // through PKCS#12, since a key that lives in memory only is refused by the TLS stack of Windows
        return X509CertificateLoader.LoadPkcs12(paired.Export(X509ContentType.Pkcs12), null);
    }
}
