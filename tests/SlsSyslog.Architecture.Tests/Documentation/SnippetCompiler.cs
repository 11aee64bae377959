using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>
/// Compiles a block as a reader who pastes it into a new console project, with that project's implicit usings and nothing else. A block that
/// needs others on its page says so directly before it; they are pasted into the same file.
/// </summary>
internal static class SnippetCompiler
{
    // The implicit usings of Microsoft.NET.Sdk.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles a block and returns its errors, with the lines of the page.</summary>
    public static IReadOnlyList<string> Compile(MarkdownBlock block)
    {
        CompilationUnitSyntax[] parts = [.. block.WithNamedBlocks().OrderBy(part => part.Line).Select(Parse)];
        bool isProgram = parts.SelectMany(part => part.Members).OfType<GlobalStatementSyntax>().Any();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "snippet",
            [Join(parts), CSharpSyntaxTree.ParseText(Usings)],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(error => error.ToString())];
    }

    // In a file, usings are followed by statements, and statements by types. The line directives keep the numbers of the page.
    private static SyntaxTree Join(CompilationUnitSyntax[] parts)
    {
        IEnumerable<SyntaxNode> nodes = parts.SelectMany(part => part.Usings)
            .DistinctBy(directive => directive.ToString())
            .Concat<SyntaxNode>(parts.SelectMany(part => part.Members).OrderBy(member => member is not GlobalStatementSyntax));
        string[] texts = [.. nodes.Select(node => $"{LineOf(node)}{node.ToFullString()}\n")];
        string rest = string.Concat(parts.Select(part => part.EndOfFileToken.ToFullString()));
        return CSharpSyntaxTree.ParseText(string.Concat(texts) + rest);
    }

    private static string LineOf(SyntaxNode node)
    {
        int line = node.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line;
        return $"#line {int.Parse(node.SyntaxTree.FilePath.Split('|')[1]) + line} \"{node.SyntaxTree.FilePath.Split('|')[0]}\"\n";
    }

    private static CompilationUnitSyntax Parse(MarkdownBlock block) =>
        (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(block.Code, path: $"{block.File.Path}|{block.Line}").GetRoot();
}
