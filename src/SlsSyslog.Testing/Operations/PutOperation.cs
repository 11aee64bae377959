namespace SlsSyslog.Testing;

/// <summary>Implements PutLogs: one LogGroup to the next shard in turn, or by hash key.</summary>
internal sealed class PutOperation(AccountStore account, EmulatorServices services)
{
    private const int MaxRawBytes = 10 * 1024 * 1024;
    private static readonly TimeSpan OldestLog = TimeSpan.FromDays(7);
    private static readonly TimeSpan NewestLog = TimeSpan.FromMinutes(15);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SlsAnswer Put(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        byte[] raw = ReadBody(request);
        Check(raw);
        logstore.Put(ReadKey(request), raw);
        return SlsAnswer.Empty();
    }

    private static UInt128? ReadKey(SlsRequest request)
    {
        bool isRoute = request.RawPath.EndsWith("/route", StringComparison.Ordinal);
        string? text = isRoute ? request.Query["key"] ?? "" : request.Header("x-log-hashkey");
        return text is null ? null
            : HashKey.TryParse(text, out UInt128 key) ? key
            : throw EmulatorException.ParameterInvalid($"invalid hash key {text}");
    }

    private static byte[] ReadBody(SlsRequest request)
    {
        string type = request.Header("Content-Type")
            ?? throw new EmulatorException(400, "MissingContentType", "Content-Type does not exist in header");
        bool isProtobuf = type.StartsWith("application/x-protobuf", StringComparison.OrdinalIgnoreCase);
        EmulatorException.ThrowIf(!isProtobuf, 415, "InvalidContentType", $"Content-Type {type} is unsupported");
        string size = request.Header("x-log-bodyrawsize")
            ?? throw new EmulatorException(400, "MissingBodyRawSize", "x-log-bodyrawsize does not exist in header");
        bool isSize = int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int rawSize);
        EmulatorException.ThrowIf(!isSize, 400, "InvalidBodyRawSize", $"x-log-bodyrawsize {size} is not a valid size");
        EmulatorException.ThrowIf(rawSize > MaxRawBytes, 400, "PostBodyTooLarge", $"body size {rawSize} must be at most {MaxRawBytes} bytes");
        return Decompress(request, rawSize);
    }

    private static byte[] Decompress(SlsRequest request, int rawSize)
    {
        BlockEncoding encoding = BlockEncoding.Plain;
        if (request.Header("x-log-compresstype") is { Length: > 0 } name && !BlockCodec.TryParse(name, out encoding))
        {
            throw new EmulatorException(400, "InvalidCompressType", $"compress type {name} is unsupported");
        }

        try
        {
            return BlockCodec.Decompress(request.Body, encoding, rawSize);
        }
        catch (FormatException exception)
        {
            throw encoding == BlockEncoding.Plain
                ? new EmulatorException(400, "InvalidBodyRawSize", exception.Message)
                : new EmulatorException(400, "PostBodyUncompressError", exception.Message);
        }
    }

    private void Check(byte[] raw)
    {
        EmulatorLogGroup group;
        try
        {
            group = EmulatorLogGroup.Decode(raw);
        }
        catch (FormatException exception)
        {
            throw new EmulatorException(400, "PostBodyInvalid", $"protobuf content cannot be parsed: {exception.Message}");
        }

        DateTimeOffset now = services.Clock.GetUtcNow();
        foreach (EmulatorLog log in group.Logs)
        {
            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(log.Time);
            if (time < now - OldestLog || time > now + NewestLog)
            {
                throw new EmulatorException(400, "PostBodyInvalid", $"log time {log.Time} is not within the last 7 days and the next 15 minutes");
            }

            foreach (EmulatorField field in log.Contents)
            {
                CheckKey(field.Key.Span);
            }
        }
    }

    private static void CheckKey(ReadOnlySpan<byte> key)
    {
        EmulatorException.ThrowIf(key.IsEmpty, 400, "InvalidKey", "a key is empty");
        try
        {
            StrictUtf8.GetCharCount(key);
        }
        catch (DecoderFallbackException)
        {
            throw new EmulatorException(400, "InvalidEncoding", "a key is not UTF-8");
        }
    }
}
