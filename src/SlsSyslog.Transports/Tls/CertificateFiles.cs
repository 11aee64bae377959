using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Reads certificates from files in PEM, DER or PFX format. The content determines the format.</summary>
internal static class CertificateFiles
{
    private const string PemHeader = "-----BEGIN ";

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

        return authorities.Count > 0 ? authorities : throw new CryptographicException("it does not contain a certificate");
    }

    /// <summary>Loads the client certificate with its private key, and the certificates of its issuers that the file contains.</summary>
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
            own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw new CryptographicException("it does not contain a private key");
        }

        return (own, [.. all.Where(certificate => certificate.Thumbprint != own.Thumbprint)]);
    }

    public static OptionError? FindAuthoritiesError(string path)
    {
        try
        {
            LoadAuthorities(path);
            return null;
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            return new OptionError("", Describe(path, exception), "Specify a readable PEM file with the certificate of the authority.");
        }
    }

    public static OptionError? FindClientError(TlsOptions options, TimeProvider timeProvider)
    {
        string path = options.ClientCertificatePath!;
        try
        {
            (X509Certificate2 certificate, _) = LoadClient(options);
            using (certificate)
            {
                return FindValidityError(path, certificate, timeProvider.GetUtcNow());
            }
        }
        catch (CryptographicException) when (FindTraditionalEncryption(options) is { } keyPath)
        {
            return new OptionError(
                "",
                $"The private key in '{keyPath}' is encrypted in the traditional PEM format (Proc-Type: 4,ENCRYPTED), which .NET does not read.",
                "Convert the key to PKCS #8, for example with 'openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.key -out new.key'.");
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            string fix = exception is not CryptographicException
                ? "Specify a file that this process can read."
                : IsPemOrUnreadable(path)
                ? $"Put the private key into the same file or specify {nameof(TlsOptions.ClientKeyPath)}. "
                    + $"If the key is encrypted, specify {nameof(TlsOptions.ClientCertificatePassword)}."
                : $"Specify a PEM file, or a PFX file that {nameof(TlsOptions.ClientCertificatePassword)} decrypts.";
            return new OptionError("", Describe(path, exception), fix);
        }
    }

    /// <summary>Returns whether the exception is about a file or its content.</summary>
    public static bool IsFileError(Exception exception) => exception is CryptographicException or IOException or UnauthorizedAccessException;

    private static OptionError? FindValidityError(string path, X509Certificate2 certificate, DateTimeOffset now) =>
        now > certificate.NotAfter
        ? new OptionError(
            "",
            string.Create(CultureInfo.InvariantCulture, $"The certificate in '{path}' expired on {certificate.NotAfter:u}."),
            "Renew the certificate.")
        : now < certificate.NotBefore
        ? new OptionError(
            "",
            string.Create(CultureInfo.InvariantCulture, $"The certificate in '{path}' is not valid before {certificate.NotBefore:u}."),
            "Check the system clock or replace the certificate.")
        : null;

    private static string Describe(string path, Exception exception) => $"The file '{path}' cannot be used: {exception.Message.TrimEnd('.')}.";

    // OpenSSL before version 1.0 and 'openssl rsa -aes256 -traditional' write it.
    private static string? FindTraditionalEncryption(TlsOptions options)
    {
        string path = options.ClientKeyPath ?? options.ClientCertificatePath!;
        try
        {
            return File.ReadAllText(path).Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal) ? path : null;
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            return null;
        }
    }

    private static bool IsPem(string path) => File.ReadAllText(path).Contains(PemHeader, StringComparison.Ordinal);

    private static bool IsPemOrUnreadable(string path)
    {
        try
        {
            return IsPem(path);
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            // The file was removed in the meantime.
            return true;
        }
    }
}
