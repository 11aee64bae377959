using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Testing;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Provides a test authority and its certificates, created once per run in a temporary folder that is deleted when the process ends.</summary>
public static class TestCertificates
{
    private static readonly TestAuthority Trusted = new();
    private static readonly TestAuthority Untrusted = new("Some other authority");

    /// <summary>Gets the folder of the PEM files: <c>ca.crt</c>, <c>server.crt</c>, <c>server.key</c> and so on.</summary>
    public static string Folder { get; } = CreateFolder();

    /// <summary>Gets the authority that daemons and clients trust.</summary>
    public static TestCertificate Authority { get; } = Save("ca", Trusted.Certificate);

    /// <summary>Gets the certificate of the daemons: <c>localhost</c>, <c>syslog.test.example</c>, 127.0.0.1.</summary>
    public static TestCertificate Server { get; } = Save("server", Trusted.IssueServerForNames(["localhost", "syslog.test.example"]));

    /// <summary>Gets the client certificate that name and fingerprint checks accept: <c>client.test.example</c>.</summary>
    public static TestCertificate Client { get; } = Save("client", Trusted.IssueClient());

    /// <summary>Gets a client certificate of the same authority with another name.</summary>
    public static TestCertificate OtherName { get; } = Save("other-name", Trusted.IssueClient("other.test.example"));

    /// <summary>Gets an expired client certificate with the right name.</summary>
    public static TestCertificate Expired { get; } = Save("expired", Trusted.IssueClient(isExpired: true));

    /// <summary>Gets an authority that is not trusted.</summary>
    public static TestCertificate ForeignAuthority { get; } = Save("foreign-ca", Untrusted.Certificate);

    /// <summary>Gets a client certificate with the right name from the authority that is not trusted.</summary>
    public static TestCertificate Foreign { get; } = Save("foreign", Untrusted.IssueClient());

    private static string CreateFolder()
    {
        string folder = Directory.CreateTempSubdirectory("slssyslog-certificates-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static TestCertificate Save(string name, X509Certificate2 certificate) => new(Folder, name, certificate);
}
