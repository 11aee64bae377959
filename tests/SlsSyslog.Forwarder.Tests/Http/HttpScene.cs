using System.Text.RegularExpressions;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Finds the address on which a Forwarder serves its status, and requests from it.</summary>
internal static partial class HttpScene
{
    /// <summary>The setting that lets the program choose a free port.</summary>
    public static readonly (string Name, string Value) AnyPort = ("SLS_HTTP", "127.0.0.1:0");

    public static async Task<Uri> ServedAsync(this Scene scene, ForwarderProcess forwarder)
    {
        await scene.HoldsAsync(() => Served().IsMatch(forwarder.Output), "the address is logged");
        return new Uri(Served().Match(forwarder.Output).Groups[1].Value);
    }

    public static async Task<(int Code, string Body)> GetAsync(Uri address, string path)
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };
        using HttpResponseMessage response = await client.GetAsync(new Uri(address, path));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"The status page is served at (http://127\.0\.0\.1:\d+/)")]
    private static partial Regex Served();
}
