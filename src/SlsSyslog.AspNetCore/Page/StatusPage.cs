using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace SlsSyslog.AspNetCore;

/// <summary>Puts the page together. Its policy allows exactly this style and this script, so no text on the page can become code.</summary>
internal static class StatusPage
{
    private const string StyleMark = "/* style */";
    private const string ScriptMark = "/* script */";
    private static readonly string[] Scripts = ["text.js", "elements.js", "chart.js", "route.js", "page.js"];

    public static Answer Answer { get; } = Create();

    private static Answer Create()
    {
        string style = Read("page.css");
        string script = string.Concat(Scripts.Select(Read));
        string html = Read("page.html").Replace(StyleMark, style, StringComparison.Ordinal).Replace(ScriptMark, script, StringComparison.Ordinal);
        return new Answer(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html))
        {
            ContentSecurityPolicy = $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; connect-src 'self'; img-src data:; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
        };
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using Stream stream = typeof(StatusPage).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n"); // a browser hashes what it has parsed
    }
}
