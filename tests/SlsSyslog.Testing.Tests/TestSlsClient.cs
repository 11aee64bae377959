using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

/// <summary>A minimal SLS client for these tests, with signature version 1. It shares no code with the emulator.</summary>
internal sealed class TestSlsClient(Uri endpoint, string project = "test-project", TimeProvider? timeProvider = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseProxy = false });
    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;

    public string AccessKeyId { get; set; } = "testak";

    public string AccessKeySecret { get; set; } = "testsk";

    public string? SecurityToken { get; set; }

    public Task<HttpResponseMessage> GetAsync(string pathAndQuery, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, pathAndQuery, null, "", headers);

    public Task<HttpResponseMessage> PostJsonAsync(string pathAndQuery, string json) =>
        SendAsync(HttpMethod.Post, pathAndQuery, Encoding.UTF8.GetBytes(json), "application/json");

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string pathAndQuery, byte[]? body, string contentType, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(endpoint, pathAndQuery));
        request.Headers.Host = $"{project}.{endpoint.Authority}";
        SortedDictionary<string, string> signed = new(StringComparer.Ordinal)
        {
            ["x-log-apiversion"] = "0.6.0",
            ["x-log-signaturemethod"] = "hmac-sha1",
        };
        if (SecurityToken is not null)
        {
            signed["x-acs-security-token"] = SecurityToken;
        }

        foreach ((string? name, string? value) in headers)
        {
            if (name.StartsWith("x-log-", StringComparison.Ordinal))
            {
                signed[name] = value;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        string digest = "";
        if (body is not null)
        {
            digest = Convert.ToHexString(MD5.HashData(body));
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            request.Content.Headers.TryAddWithoutValidation("Content-MD5", digest);
        }

        string date = _timeProvider.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("Date", date);
        foreach ((string? name, string? value) in signed)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        string[] parts = pathAndQuery.Split('?', 2);
        string query = parts.Length < 2 ? "" : "?" + string.Join('&', parts[1].Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal));
        string text = $"{method.Method}\n{digest}\n{(body is null ? "" : contentType)}\n{date}\n"
            + string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n")) + Uri.UnescapeDataString(parts[0]) + query;
        string signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(AccessKeySecret), Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("Authorization", $"LOG {AccessKeyId}:{signature}");
        return await _http.SendAsync(request);
    }

    public async Task<string> GetCursorAsync(int shard, string from)
    {
        using HttpResponseMessage answer = await GetAsync($"/logstores/logs/shards/{shard}?type=cursor&from={from}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("cursor").GetString()!;
    }

    public Task<HttpResponseMessage> PullAsync(int shard, string cursor, int count = 1000, string acceptEncoding = "lz4", string more = "") =>
        GetAsync($"/logstores/logs/shards/{shard}?type=log&cursor={Uri.EscapeDataString(cursor)}&count={count}{more}",
            ("Accept-Encoding", acceptEncoding), ("Accept", "application/x-protobuf"), ("x-log-bodyrawsize", "0"));

    public void Dispose() => _http.Dispose();
}
