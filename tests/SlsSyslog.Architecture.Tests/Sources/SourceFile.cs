using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>A C# file of the repository, parsed.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Root)
{
    /// <summary>The package or test project it belongs to: the second part of the path.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The file's name up to the first dot: <c>X</c> for <c>X.Log.cs</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>Gets the lines. The line end of the last line does not start another one.</summary>
    public int LineCount => Root.SyntaxTree.GetText().Lines.Count(line => line.SpanIncludingLineBreak.Length > 0);

    public static SourceFile Parse(string path, string text) =>
        new(path, (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, path: path).GetRoot());

    /// <summary>All files below a folder of the repository.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder) =>
        [.. Repository.Files(folder, "*.cs").Select(path => Parse(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path))))];

    /// <summary>Formats a position for a message, so that an editor can open it.</summary>
    public string Locate(SyntaxNodeOrToken place, string problem) => Locate(place.GetLocation()!, problem);

    public string Locate(Location place, string problem) =>
        $"{Path}({place.GetLineSpan().StartLinePosition.Line + 1}): {problem}";
}
