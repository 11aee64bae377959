using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Reads certificates from files: PEM, DER or PFX, told apart by what is in them.</summary>
internal static class CertificateFiles
{
    private const string PemMark = "-----BEGIN ";

    public static X509Certificate2Collection LoadAuthorities(string path)
    {
        X509Certificate2Collection authorities = [];
        if (IsPem(path))
        {
            authorities.ImportFromPemFile(path);
        }
        else
        {
            authorities.Add(X509CertificateLoader.LoadCertificateFromFile(path));
        }

        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    /// <summary>Our certificate with its private key, and those of its issuers that are in the file.</summary>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Issuers) LoadClient(TlsOptions options)
    {
        string path = options.ClientCertificatePath!;
        X509Certificate2Collection all = [];
        X509Certificate2? own;
        if (IsPem(path))
        {
            own = options.ClientCertificatePassword is { } password
                ? X509Certificate2.CreateFromEncryptedPemFile(path, password, options.ClientKeyPath)
                : X509Certificate2.CreateFromPemFile(path, options.ClientKeyPath);
            all.ImportFromPemFile(path);
        }
        else
        {
            all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, options.ClientCertificatePassword);
            own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("there is no private key in it");
        }

        return (own, [.. all.Where(certificate => certificate.Thumbprint != own.Thumbprint)]);
    }

    public static string? FindAuthoritiesFault(string path)
    {
        try
        {
            LoadAuthorities(path);
            return null;
        }
        catch (Exception e) when (IsFileFault(e))
        {
            return $"{path} cannot be used: {e.Message.TrimEnd('.')}. Name a file with the authority's certificate in PEM, readable by this process.";
        }
    }

    public static string? FindClientFault(TlsOptions options, TimeProvider clock)
    {
        string path = options.ClientCertificatePath!;
        try
        {
            (X509Certificate2 certificate, _) = LoadClient(options);
            using (certificate)
            {
                DateTimeOffset now = clock.GetUtcNow();
                return now > certificate.NotAfter
                    ? string.Create(CultureInfo.InvariantCulture, $"{path} expired on {certificate.NotAfter:u}: renew the certificate.")
                    : now < certificate.NotBefore
                    ? string.Create(CultureInfo.InvariantCulture, $"{path} is not valid before {certificate.NotBefore:u}: check the clock or the certificate.")
                    : null;
            }
        }
        catch (Exception e) when (IsFileFault(e))
        {
            string mend = e is not CryptographicException
                ? "Name a file that this process may read."
                : IsPemOrUnreadable(path)
                ? $"The private key must be in the same file or in {nameof(TlsOptions.ClientKeyPath)}, and if it is encrypted, {nameof(TlsOptions.ClientCertificatePassword)} must be set."
                : $"It is neither PEM nor a PFX that {nameof(TlsOptions.ClientCertificatePassword)} opens: check the file and the password.";
            return $"{path} cannot be used: {e.Message.TrimEnd('.')}. {mend}";
        }
    }

    /// <summary>Whether the file or what is in it is at fault.</summary>
    public static bool IsFileFault(Exception exception) => exception is CryptographicException or IOException or UnauthorizedAccessException;

    private static bool IsPem(string path) => File.ReadAllText(path).Contains(PemMark, StringComparison.Ordinal);

    private static bool IsPemOrUnreadable(string path)
    {
        try
        {
            return IsPem(path);
        }
        catch (Exception e) when (IsFileFault(e))
        {
            // It went away between two looks at it.
            return true;
        }
    }
}
