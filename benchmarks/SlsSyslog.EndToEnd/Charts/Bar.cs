namespace SlsSyslog.EndToEnd;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">The text before it.</param>
/// <param name="Value">Its length.</param>
/// <param name="IsOurs">A value that indicates whether the bar has the color of this library.</param>
internal sealed record Bar(string Label, double Value, bool IsOurs = true);
