namespace SlsSyslog.Serialization;

/// <summary>Provides the built-in body formats.</summary>
public static class BodyFormats
{
    /// <summary>Gets the built-in body formats.</summary>
    public static IReadOnlyList<BodyFormat> BuiltIn { get; } =
    [
        BodyFormat.Of<KeyValueOptions>("KeyValue"),
        BodyFormat.Of<JsonOptions>("Json"),
        BodyFormat.Of<CefOptions>("Cef"),
        BodyFormat.Of<LeefOptions>("Leef"),
        BodyFormat.Of<EcsOptions>("Ecs"),
        BodyFormat.Of<AlibabaSampleOptions>("AlibabaSample"),
        BodyFormat.Of<FieldBodyOptions>("Field"),
        BodyFormat.Of<TemplateBodyOptions>("Template"),
        BodyFormat.Of<NoBodyOptions>("None"),
    ];

    internal static string? FindName(Type optionsType) => BuiltIn.FirstOrDefault(format => format.OptionsType == optionsType)?.Name;
}
