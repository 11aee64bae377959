using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Testing;

namespace SlsSyslog.TransportRates;

/// <summary>Reads and discards. The capture server responds to RELP.</summary>
internal static class Receiver
{
    public static async Task RunAsync(string protocol)
    {
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.IssueServer();
        string fingerprint = "sha-256:" + certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (protocol == "relp")
        {
            await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync(new() { Transport = CaptureTransport.Relp, KeepMessages = false });
            Console.WriteLine($"{server.Port} {fingerprint}");
            await Task.Delay(Timeout.Infinite);
        }

        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine($"{((IPEndPoint)listener.LocalEndPoint!).Port} {fingerprint}");
        byte[] buffer = new byte[512 * 1024];
        while (true)
        {
            using Socket socket = await listener.AcceptAsync();
            await using Stream stream = await OpenAsync(socket, protocol == "tls" ? certificate : null);
            while (await stream.ReadAsync(buffer) > 0)
            {
            }

            if (stream is SslStream tls)
            {
                await tls.ShutdownAsync();
            }
        }
    }

    private static async Task<Stream> OpenAsync(Socket socket, X509Certificate2? certificate)
    {
        NetworkStream plain = new(socket);
        if (certificate is null)
        {
            return plain;
        }

        SslStream tls = new(plain);
        await tls.AuthenticateAsServerAsync(certificate);
        return tls;
    }
}
