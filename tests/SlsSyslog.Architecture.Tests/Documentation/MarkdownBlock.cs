namespace SlsSyslog.Architecture.Tests;

/// <summary>A fenced block.</summary>
/// <param name="File">The page it is on.</param>
/// <param name="Line">The line of the page its code begins on.</param>
/// <param name="Code">Its text.</param>
internal sealed record MarkdownBlock(MarkdownFile File, int Line, string Code)
{
    public override string ToString() => $"{File.Path}({Line})";
}
