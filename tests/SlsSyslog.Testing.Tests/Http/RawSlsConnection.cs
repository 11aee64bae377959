using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.Testing.Tests;

/// <summary>Sends requests byte by byte, in the form that SDKs of other languages use.</summary>
internal sealed class RawSlsConnection(Uri endpoint, TimeProvider timeProvider)
{
    // target: method, path and query as sent; signed: path and query as the SDK signs them, decoded and sorted
    public Task<(int Status, string Body)> SendVersionOneAsync(
        string target, string signed, string host, string body, params (string Name, string Value)[] headers)
    {
        string date = timeProvider.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        List<(string Name, string Value)> all = new List<(string Name, string Value)>(headers) { ("x-log-apiversion", "0.6.0"), ("x-log-signaturemethod", "hmac-sha1") };
        string digest = body.Length == 0 ? "" : Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(body)));
        string type = headers.Where(header => header.Name == "Content-Type").Select(header => header.Value).FirstOrDefault("");
        string canonical = string.Concat(all.Where(header => header.Name.StartsWith("x-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal).Select(header => $"{header.Name}:{header.Value}\n"));
        string text = $"{target.Split(' ')[0]}\n{digest}\n{type}\n{date}\n{canonical}{signed}";
        string signature = Convert.ToBase64String(HMACSHA1.HashData("testsk"u8, Encoding.UTF8.GetBytes(text)));
        all.Add(("Date", date));

        // sent after signing, as the Python SDK does
        all.Add(("x-log-date", date));
        all.Add(("Authorization", $"LOG testak:{signature}"));
        if (digest.Length > 0)
        {
            all.Add(("Content-MD5", digest));
        }

        return SendAsync(target, host, body, all);
    }

    // target: method, path and query as sent; query: the canonical query as the SDK signs it
    public Task<(int Status, string Body)> SendVersionFourAsync(
        string target, string query, string host, string body, params (string Name, string Value)[] headers)
    {
        string date = timeProvider.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        List<(string Name, string Value)> all = new List<(string Name, string Value)>(headers) { ("x-log-apiversion", "0.6.0"), ("x-log-date", date), ("x-log-content-sha256", digest) };
        (string Name, string Value)[] canonical = all.Append(("host", host)).Select(header => (Name: header.Item1.ToLower(CultureInfo.InvariantCulture), Value: header.Item2))
            .Where(header => header.Name is "host" or "content-type" || header.Name.StartsWith("x-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal).ToArray();
        (string? method, string? path) = (target.Split(' ')[0], target.Split(' ')[1].Split('?')[0]);
        string request = $"{method}\n{path}\n{query}\n{string.Concat(canonical.Select(header => $"{header.Name}:{header.Value}\n"))}\n"
            + $"{string.Join(';', canonical.Select(header => header.Name))}\n{digest}";
        string scope = $"{date[..8]}/cn-hangzhou/sls/aliyun_v4_request";
        string text = $"SLS4-HMAC-SHA256\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        byte[] key = "aliyun_v4testsk"u8.ToArray();
        foreach (string part in (string[])[date[..8], "cn-hangzhou", "sls", "aliyun_v4_request", text])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        all.Add(("Authorization", $"SLS4-HMAC-SHA256 Credential=testak/{scope},Signature={Convert.ToHexStringLower(key)}"));
        return SendAsync(target, host, body, all);
    }

    public async Task<(int Status, string Body)> SendAsync(string target, string host, string body, IEnumerable<(string Name, string Value)> headers)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, endpoint.Port);
        string lines = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        string request = $"{target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{lines}\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
        string answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        string[] head = answer.Split("\r\n\r\n", 2);
        return (int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture), head.Length > 1 ? head[1] : "");
    }
}
