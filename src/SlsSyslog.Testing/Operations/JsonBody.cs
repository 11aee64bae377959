namespace SlsSyslog.Testing;

/// <summary>Reads a JSON body and reports errors with the service's error code.</summary>
internal sealed class JsonBody : IDisposable
{
    private readonly JsonDocument _document;
    private readonly string _errorCode;

    private JsonBody(JsonDocument document, string errorCode)
    {
        _document = document;
        _errorCode = errorCode;
    }

    /// <exception cref="EmulatorException">The body is not JSON of the expected kind.</exception>
    public static JsonBody Parse(SlsRequest request, JsonValueKind kind, string errorCode) => Parse(request.Body, kind, errorCode);

    /// <exception cref="EmulatorException">The text is not JSON of the expected kind.</exception>
    public static JsonBody Parse(ReadOnlyMemory<byte> json, JsonValueKind kind, string errorCode)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new EmulatorException(400, errorCode, $"the body is not JSON: {exception.Message}");
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
            : throw new EmulatorException(400, _errorCode, "the array contains a value that is not an integer"))
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
            // Half of a surrogate pair is valid JSON but not valid text.
            throw new EmulatorException(400, _errorCode, $"{name} is not Unicode text");
        }
    }

    /// <summary>Gets the strings of an array, or an empty list when it is absent.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name, JsonValueKind.Array) is { } array
        ? [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
            ? item.ToString()
            : throw new EmulatorException(400, _errorCode, $"{name} contains a value that is not a string"))]
        : [];

    /// <summary>Gets the objects of an array with at least one, each as its members with their text.</summary>
    public IReadOnlyList<IReadOnlyList<(string Name, string Value)>> RequireObjects(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } array || array.GetArrayLength() == 0)
        {
            throw new EmulatorException(400, _errorCode, $"{name} is missing");
        }

        try
        {
            return [.. array.EnumerateArray().Select(Members)];
        }
        catch (InvalidOperationException)
        {
            // An item of another kind, or half of a surrogate pair.
            throw new EmulatorException(400, _errorCode, $"{name} contains a value that is not an object with text");
        }
    }

    /// <summary>Gets a string, a number or a boolean as text, or <see langword="null"/>.</summary>
    public string? FindScalar(string name)
    {
        JsonElement? element = Find(name);
        return element?.ValueKind switch
        {
            null => null,
            JsonValueKind.String => FindText(name),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.Value.GetRawText(),
            _ => throw new EmulatorException(400, _errorCode, $"{name} is not a single value"),
        };
    }

    /// <summary>Gets an object as JSON text, or <see langword="null"/>.</summary>
    public string? FindObject(string name) => Find(name, JsonValueKind.Object)?.GetRawText();

    public double? FindNumber(string name) => Find(name, JsonValueKind.Number)?.GetDouble();

    public int RequireInteger(string name) => FindInteger(name) ?? throw new EmulatorException(400, _errorCode, $"{name} is missing");

    public int? FindInteger(string name) => Find(name, JsonValueKind.Number) is not { } number ? null
        : number.TryGetInt32(out int value) ? value
        : throw new EmulatorException(400, _errorCode, $"{name} is not an integer");

    public bool? FindBoolean(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new EmulatorException(400, _errorCode, $"{name} is not a boolean"),
    };

    public void Dispose() => _document.Dispose();

    private static IReadOnlyList<(string Name, string Value)> Members(JsonElement item) =>
        [.. item.EnumerateObject().Select(member => (member.Name, member.Value.ToString()))];

    private JsonElement? Find(string name) =>
        _document.RootElement.TryGetProperty(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        JsonElement? element = Find(name);
        return element is null || element.Value.ValueKind == kind ? element : throw new EmulatorException(400, _errorCode, $"{name} is not a {kind}");
    }
}
