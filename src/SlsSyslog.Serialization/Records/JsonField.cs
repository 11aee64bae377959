namespace SlsSyslog.Serialization;

/// <summary>Specifies a field whose value is a valid JSON object or array.</summary>
/// <param name="Index">The index of the field.</param>
/// <param name="IsPlain">
/// Whether the text can be written as it is: ASCII without spaces between tokens, control characters, repeated keys and lone surrogates, within
/// the limits of depth and fields.
/// </param>
/// <param name="MaxDepth">The number of levels of objects that are written in place.</param>
/// <param name="MaxFields">The maximum number of values that are written in place.</param>
internal readonly record struct JsonField(int Index, bool IsPlain, int MaxDepth, int MaxFields);
