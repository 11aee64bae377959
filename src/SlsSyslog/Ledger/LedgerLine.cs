using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace SlsSyslog;

/// <summary>
/// Writes and checks lines of the ledger. A line is a JSON object that ends with the digest of the line before it and with its own digest:
/// SHA-256 over the object without its last member.
/// </summary>
internal static class LedgerLine
{
    /// <summary>The digest before the first line of a ledger.</summary>
    public const string FirstDigest = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int DigestLength = 64;
    private const string PreviousMember = "previous_digest";
    private static readonly byte[] DigestStart = ",\"digest\":\""u8.ToArray();
    private static readonly byte[] DigestEnd = "\"}"u8.ToArray();

    /// <summary>Writes a line with its line end.</summary>
    /// <returns>The line and its digest.</returns>
    public static (byte[] Line, string Digest) Write(Action<Utf8JsonWriter> writeMembers, string previousDigest)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteString(PreviousMember, previousDigest);
            json.WriteEndObject();
        }

        byte[] content = text.ToArray();
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        byte[] line = [.. content.AsSpan(0, content.Length - 1), .. DigestStart, .. Encoding.ASCII.GetBytes(digest), .. DigestEnd, (byte)'\n'];
        return (line, digest);
    }

    /// <summary>Reads the digests of a line without its line end.</summary>
    /// <returns>Whether the line is unchanged.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out string digest, [NotNullWhen(true)] out string? previousDigest)
    {
        (digest, previousDigest) = (ReadDigest(line), null);
        if (digest.Length == 0)
        {
            return false;
        }

        byte[] content = [.. line[..^(DigestStart.Length + DigestLength + DigestEnd.Length)], (byte)'}'];
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != digest)
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            previousDigest = document.RootElement.GetProperty(PreviousMember).GetString();
            return previousDigest is not null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Returns the digest at the end of a line; empty when there is none.</summary>
    public static string ReadDigest(ReadOnlySpan<byte> line)
    {
        int start = line.Length - DigestEnd.Length - DigestLength;
        return start >= DigestStart.Length && line[..start].EndsWith(DigestStart) && line.EndsWith(DigestEnd)
            ? Encoding.ASCII.GetString(line.Slice(start, DigestLength))
            : "";
    }
}
