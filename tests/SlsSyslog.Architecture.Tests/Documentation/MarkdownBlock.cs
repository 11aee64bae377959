using System.Text.RegularExpressions;

namespace SlsSyslog.Architecture.Tests;

/// <summary>A fenced block.</summary>
/// <param name="File">The page that contains it.</param>
/// <param name="Line">The line of the page on which its code begins.</param>
/// <param name="Code">Its text.</param>
/// <param name="Introduction">The paragraph directly before it.</param>
internal sealed partial record MarkdownBlock(MarkdownFile File, int Line, string Code, string Introduction)
{
    /// <summary>
    /// Gets the block and those that it needs. Its introduction names them: "continues the program above", "uses the class above" or
    /// "uses the class below" is the nearest block of C# on that side.
    /// </summary>
    public IReadOnlyCollection<MarkdownBlock> WithNamedBlocks()
    {
        List<MarkdownBlock> found = [];
        Add(this);
        return found;

        void Add(MarkdownBlock block)
        {
            if (found.Any(known => known.Line == block.Line))
            {
                return;
            }

            found.Add(block);
            MarkdownBlock[] all = [.. block.File.Blocks("csharp", "cs")];
            int index = Array.FindIndex(all, other => other.Line == block.Line);
            foreach (Match name in Name().Matches(block.Introduction))
            {
                int other = name.Groups["side"].Value == "above" ? index - 1 : index + 1;
                if (other >= 0 && other < all.Length)
                {
                    Add(all[other]);
                }
            }
        }
    }

    public override string ToString() => $"{File.Path}({Line})";

    [GeneratedRegex(@"\b(?:continues\s+the\s+program|uses\s+the\s+(?:class|classes))\s+(?<side>above|below)\b")]
    private static partial Regex Name();
}
