using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Represents a pinned certificate or public key (RFC 5425 4.2.2): a label, a colon and the hash.</summary>
internal readonly record struct Fingerprint(Fingerprint.HashKind Kind, string Hex)
{
    internal enum HashKind
    {
        CertificateSha1,
        CertificateSha256,
        PublicKeySha256,
    }

    public static Fingerprint Parse(string text) =>
        TryParse(text, out Fingerprint fingerprint) is { } error ? throw new FormatException(error.ToString()) : fingerprint;

    /// <summary>Returns what is wrong with the text, or null if it is a fingerprint.</summary>
    public static OptionError? FindError(string text) => TryParse(text, out _);

    public bool Matches(X509Certificate2 certificate) => string.Equals(Hex, HashOf(certificate), StringComparison.Ordinal);

    private static OptionError? TryParse(string text, out Fingerprint fingerprint)
    {
        fingerprint = default;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        HashKind? kind = text[..Math.Max(colon, 0)].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "SHA1" => HashKind.CertificateSha1,
            "SHA256" => HashKind.CertificateSha256,
            "SPKISHA256" => HashKind.PublicKeySha256,
            _ => null,
        };
        if (kind is not { } known)
        {
            return new OptionError("", $"'{text}' does not begin with a known hash.", "Specify sha-1:, sha-256: or spki-sha-256: and the hash.");
        }

        string value = text[(colon + 1)..];
        int bytes = known == HashKind.CertificateSha1 ? 20 : 32;
        string hex = value.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
        if (hex.Length == bytes * 2 && hex.All(char.IsAsciiHexDigit))
        {
            fingerprint = new Fingerprint(known, hex);
            return null;
        }

        Span<byte> decoded = stackalloc byte[64];
        if (known == HashKind.PublicKeySha256 && Convert.TryFromBase64String(value, decoded, out int length) && length == bytes)
        {
            fingerprint = new Fingerprint(known, Convert.ToHexString(decoded[..length]));
            return null;
        }

        return new OptionError(
            "",
            $"'{text}' has a hash of the wrong length or with invalid characters.",
            $"Specify {bytes * 2} hexadecimal digits, with or without colons.");
    }

    private string HashOf(X509Certificate2 certificate) => Kind switch
    {
        HashKind.CertificateSha1 => certificate.GetCertHashString(HashAlgorithmName.SHA1),
        HashKind.CertificateSha256 => certificate.GetCertHashString(HashAlgorithmName.SHA256),
        _ => Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())),
    };
}
