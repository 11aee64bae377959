namespace SlsSyslog.Serialization;

/// <summary>Represents a field, or a value of the group, that a profile reads.</summary>
internal sealed class ProfileInput
{
    private const string TagPrefix = "__tag__:";
    private readonly byte[] _key;

    public ProfileInput(string name)
    {
        Name = name;
        Kind = name switch
        {
            "__topic__" => InputKind.Topic,
            "__source__" => InputKind.Source,
            "__project__" => InputKind.Project,
            "__logstore__" => InputKind.Logstore,
            _ => name.StartsWith(TagPrefix, StringComparison.Ordinal) ? InputKind.Tag : InputKind.Field,
        };
        _key = Encoding.UTF8.GetBytes(Kind == InputKind.Tag ? name[TagPrefix.Length..] : name);
    }

    /// <summary>Gets the name as the tools of SLS write it.</summary>
    public string Name { get; }

    public InputKind Kind { get; }

    /// <summary>Gets the key of the field or tag.</summary>
    public ReadOnlySpan<byte> Key => _key;
}
