using System.Text.Json;

namespace SlsSyslog.Testing;

/// <summary>A JSON body, read with the service's error code for whatever is wrong with it.</summary>
internal sealed class JsonBody : IDisposable
{
    private readonly JsonDocument _document;
    private readonly string _errorCode;

    private JsonBody(JsonDocument document, string errorCode)
    {
        _document = document;
        _errorCode = errorCode;
    }

    /// <exception cref="EmulatorException">The body is not JSON of that kind.</exception>
    public static JsonBody Parse(SlsRequest request, JsonValueKind kind, string errorCode)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(request.Body);
        }
        catch (JsonException broken)
        {
            throw new EmulatorException(400, errorCode, $"the body is not JSON: {broken.Message}");
        }

        if (document.RootElement.ValueKind == kind)
        {
            return new JsonBody(document, errorCode);
        }

        document.Dispose();
        throw new EmulatorException(400, errorCode, $"the body is not a JSON {kind}");
    }

    public IReadOnlySet<int> Integers() => _document.RootElement.EnumerateArray()
        .Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number)
            ? number
            : throw new EmulatorException(400, _errorCode, "the array holds something else than integers"))
        .ToHashSet();

    public string RequireText(string name) => FindText(name) ?? throw new EmulatorException(400, _errorCode, $"{name} is missing");

    public string? FindText(string name)
    {
        try
        {
            return Find(name, JsonValueKind.String)?.GetString();
        }
        catch (InvalidOperationException)
        {
            // half of a surrogate pair, legal in JSON's grammar and in no text
            throw new EmulatorException(400, _errorCode, $"{name} is not Unicode text");
        }
    }

    /// <summary>The texts of an array; empty when it is absent.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name, JsonValueKind.Array) is { } array
        ? [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
            ? item.ToString()
            : throw new EmulatorException(400, _errorCode, $"{name} holds something else than texts"))]
        : [];

    public double? FindNumber(string name) => Find(name, JsonValueKind.Number)?.GetDouble();

    public int RequireInteger(string name) => FindInteger(name) ?? throw new EmulatorException(400, _errorCode, $"{name} is missing");

    public int? FindInteger(string name)
    {
        if (Find(name, JsonValueKind.Number) is not { } number)
        {
            return null;
        }

        return number.TryGetInt32(out int value) ? value : throw new EmulatorException(400, _errorCode, $"{name} is not an integer");
    }

    public bool? FindBoolean(string name)
    {
        if (!_document.RootElement.TryGetProperty(name, out JsonElement element) || element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? element.GetBoolean()
            : throw new EmulatorException(400, _errorCode, $"{name} is not a boolean");
    }

    public void Dispose() => _document.Dispose();

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!_document.RootElement.TryGetProperty(name, out JsonElement element) || element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return element.ValueKind == kind ? element : throw new EmulatorException(400, _errorCode, $"{name} is not a {kind}");
    }
}
