namespace SlsSyslog.Transports;

/// <summary>Represents the TLS options of a transport (RFC 5425, RFC 9662). TLS 1.2 is the minimum version.</summary>
/// <remarks>By default, the server's certificate must be trusted by the system and valid for the server's host name.</remarks>
public sealed class TlsOptions : IValidatedOptions
{
    // A transport reads the files for each connection, so they may be created or renewed after its start.
    private bool _isOfTransport;

    /// <summary>
    /// Gets or sets the path of a PEM or DER file with the certificate authorities that are trusted instead of those of the system.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the certificate authorities of the system are trusted.</value>
    public string? TrustedCertificatesPath { get; set => field = value is null ? null : PlainText.Trim(value); }

    /// <summary>
    /// Gets or sets the fingerprints of the accepted certificates. If there are any, no other certificate is accepted, and the name,
    /// the issuer and the validity period of the certificate are not checked.
    /// </summary>
    /// <value>
    /// <c>sha-1:</c> or <c>sha-256:</c> and the hexadecimal hash of the certificate with or without colons (RFC 5425 4.2.2; also
    /// <c>SHA256:</c> as rsyslog writes it), or <c>spki-sha-256:</c> and the hash of its public key in hexadecimal or base64. The
    /// default is an empty list.
    /// </value>
    public IList<string> PinnedFingerprints { get; set; } = [];

    /// <summary>Gets or sets the host name that the server's certificate must be valid for.</summary>
    /// <value>The default is <see langword="null"/>: the host name of the server.</value>
    public string? ServerName { get; set => field = value is null ? null : PlainText.Trim(value); }

    /// <summary>Gets or sets a value that indicates whether the revocation of certificates is checked.</summary>
    /// <value>The default is <see langword="false"/>, because many logging networks cannot reach the certificate authorities.</value>
    public bool CheckRevocation { get; set; }

    /// <summary>
    /// Gets or sets the path of the client certificate: a PEM file, which may contain the certificate chain, or a PFX file. The file is
    /// read for each connection.
    /// </summary>
    /// <value>The default is <see langword="null"/>: no client certificate is sent.</value>
    public string? ClientCertificatePath { get; set => field = value is null ? null : PlainText.Trim(value); }

    /// <summary>Gets or sets the path of the PEM file with the private key of the client certificate.</summary>
    /// <value>The default is <see langword="null"/>: the file of the client certificate contains the private key.</value>
    public string? ClientKeyPath { get; set => field = value is null ? null : PlainText.Trim(value); }

    /// <summary>Gets or sets the password of the PFX file or of the encrypted PEM key.</summary>
    /// <value>The default is <see langword="null"/>: no password.</value>
    public string? ClientCertificatePassword { get; set => field = value?.TrimEnd('\r', '\n'); }

    /// <summary>Gets or sets how long the TLS handshake may take.</summary>
    /// <value>The default is 10 seconds.</value>
    /// <remarks>A plain TCP listener does not respond to a handshake.</remarks>
    [OptionRange("00:00:00.001", "01:00:00")]
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal bool IsSpecified =>
        TrustedCertificatesPath is not null || ClientCertificatePath is not null || ServerName is not null || PinnedFingerprints.Count > 0;

    /// <inheritdoc/>
    /// <remarks>Reads the certificate files.</remarks>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        for (int i = 0; i < PinnedFingerprints.Count; i++)
        {
            if (Fingerprint.FindError(PinnedFingerprints[i]) is { } error)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(PinnedFingerprints)}:{i}"), error.Problem, error.Fix);
            }
        }

        if (ServerName is not null && Uri.CheckHostName(ServerName) == UriHostNameType.Unknown)
        {
            errors.Add(
                nameof(ServerName), $"'{ServerName}' is not a valid host name.", "Specify the name that the server's certificate is issued for.");
        }

        if (ClientCertificatePath is null && ClientKeyPath is not null)
        {
            errors.Add(
                nameof(ClientKeyPath),
                $"'{ClientKeyPath}' is specified without a client certificate.",
                $"Specify {nameof(ClientCertificatePath)} too.");
        }

        if (!_isOfTransport)
        {
            ValidateFiles(errors);
        }
    }

    internal TlsOptions Copy()
    {
        TlsOptions copy = (TlsOptions)MemberwiseClone();
        copy.PinnedFingerprints = [.. PinnedFingerprints];
        copy._isOfTransport = true;
        return copy;
    }

    private void ValidateFiles(OptionErrors errors)
    {
        if (TrustedCertificatesPath is { } path)
        {
            errors.CheckLocal(nameof(TrustedCertificatesPath), () => CertificateFiles.FindAuthoritiesError(path));
        }

        if (ClientCertificatePath is not null)
        {
            errors.CheckLocal(nameof(ClientCertificatePath), () => CertificateFiles.FindClientError(this, TimeProvider.System));
        }
    }
}
