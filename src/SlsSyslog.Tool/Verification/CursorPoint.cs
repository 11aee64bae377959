using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Represents a cursor that SLS returned, with the number that orders it.</summary>
/// <param name="Number">The number.</param>
/// <param name="Cursor">The cursor.</param>
internal readonly record struct CursorPoint(long Number, string Cursor)
{
    /// <exception cref="SlsProtocolException">The cursor is not a number, so that ranges cannot be compared.</exception>
    public static CursorPoint Of(string cursor) => CursorNumber.Decode(new LogPosition(cursor)) is { } number
        ? new CursorPoint(number, cursor)
        : throw new SlsProtocolException($"The cursor '{PlainText.Clean(cursor)}' is not a number, so ranges cannot be compared.");

    public static CursorPoint Of(LogPosition position) => Of(position.Cursor);
}
