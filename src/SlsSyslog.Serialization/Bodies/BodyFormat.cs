namespace SlsSyslog.Serialization;

/// <summary>Describes a body format: its name in configuration and its options.</summary>
/// <remarks><c>Message:Body</c> selects the format by name; its options, in <c>Message:&lt;name&gt;</c>, create the formatter.</remarks>
public sealed class BodyFormat
{
    private readonly Func<BodyOptions> _createOptions;

    /// <summary>Initializes a new instance of the <see cref="BodyFormat"/> class.</summary>
    /// <param name="name">The name in configuration. Case is ignored.</param>
    /// <param name="createOptions">Creates options with default values.</param>
    public BodyFormat(string name, Func<BodyOptions> createOptions)
        : this(name, createOptions, null)
    {
    }

    private BodyFormat(string name, Func<BodyOptions> createOptions, Type? optionsType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(createOptions);
        Name = name;
        _createOptions = createOptions;
        OptionsType = optionsType;
    }

    /// <summary>Gets the name in configuration.</summary>
    public string Name { get; }

    internal Type? OptionsType { get; }

    /// <summary>Creates options with default values.</summary>
    /// <returns>A new instance that the caller may modify.</returns>
    public BodyOptions CreateOptions()
    {
        BodyOptions options = _createOptions();
        options.FormatName = Name;
        return options;
    }

    internal static BodyFormat Of<T>(string name)
        where T : BodyOptions, new() => new(name, static () => new T(), typeof(T));
}
