using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Testing;

/// <summary>Represents an in-memory certificate authority of a test for servers and clients. A second one is untrusted.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a new instance of the <see cref="TestAuthority"/> class with a new key.</summary>
    /// <param name="name">The common name of the authority.</param>
    /// <param name="timeProvider">The clock for validity periods. The default is the system clock.</param>
    public TestAuthority(string name = "SlsSyslog test authority", TimeProvider? timeProvider = null)
    {
        _timeProvider = timeProvider ?? TimeProvider.System;
        CertificateRequest request = new($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset now = _timeProvider.GetUtcNow();
        Certificate = request.CreateSelfSigned(now - Lifetime, now + Lifetime);
    }

    /// <summary>Gets the certificate of the authority, for trust stores. The authority disposes it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Issues a server certificate.</summary>
    /// <param name="name">The host name or IP address in the subject alternative name. <c>localhost</c> includes 127.0.0.1.</param>
    /// <param name="isExpired">A value that indicates whether the certificate expired yesterday.</param>
    /// <returns>The certificate with its private key. The caller disposes it.</returns>
    public X509Certificate2 IssueServer(string name = "localhost", bool isExpired = false) => IssueServerForNames([name], isExpired);

    /// <summary>Issues a server certificate for several names.</summary>
    /// <param name="names">The host names and IP addresses in the subject alternative name. <c>localhost</c> includes 127.0.0.1.</param>
    /// <param name="isExpired">A value that indicates whether the certificate expired yesterday.</param>
    /// <returns>The certificate with its private key. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="names"/> is empty.</exception>
    public X509Certificate2 IssueServerForNames(IReadOnlyList<string> names, bool isExpired = false)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count == 0
            ? throw new ArgumentException("The list of names is empty. Specify at least one name.", nameof(names))
            : Issue(names, ServerPurpose, isExpired);
    }

    /// <summary>Issues a client certificate.</summary>
    /// <param name="name">The host name in the subject alternative name.</param>
    /// <param name="isExpired">A value that indicates whether the certificate expired yesterday.</param>
    /// <returns>The certificate with its private key. The caller disposes it.</returns>
    public X509Certificate2 IssueClient(string name = "client.test.example", bool isExpired = false) => Issue([name], ClientPurpose, isExpired);

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Issue(IReadOnlyList<string> names, string purpose, bool isExpired)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(AlternativeNames(names));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        DateTimeOffset end = isExpired ? _timeProvider.GetUtcNow().AddDays(-1) : _timeProvider.GetUtcNow().AddDays(90);
        using X509Certificate2 signed = request.Create(Certificate, end.AddDays(-91), end, RandomNumberGenerator.GetBytes(12));
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);

        // Through PKCS #12: the TLS stack of Windows refuses a key that exists in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        SubjectAlternativeNameBuilder builder = new();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                builder.AddIpAddress(address);
                continue;
            }

            builder.AddDnsName(name);
            if (name == "localhost")
            {
                builder.AddIpAddress(IPAddress.Loopback);
            }
        }

        return builder.Build();
    }
}
