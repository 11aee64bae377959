using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>
/// Compiles what a page shows the way a reader would: as a program with the usual usings. A block may use the usings and types
/// that other blocks of its page show, and the few names that stand for the reader's own surroundings.
/// </summary>
internal static class SnippetCompiler
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly Dictionary<string, string> Surroundings = new()
    {
        ["builder"] = "HostApplicationBuilder builder = Host.CreateApplicationBuilder();",
        ["services"] = "IServiceCollection services = new ServiceCollection();",
        ["configuration"] = "IConfiguration configuration = new ConfigurationBuilder().Build();",
        ["cancellationToken"] = "CancellationToken cancellationToken = default;",
        ["stream"] = "Stream stream = Stream.Null;",
        ["loggerFactory"] = "ILoggerFactory loggerFactory = LoggerFactory.Create(_ => { });",
    };

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles a block and returns its errors, with the lines of the page.</summary>
    public static IReadOnlyList<string> Compile(MarkdownBlock block)
    {
        List<string> preamble = [];
        while (true)
        {
            Diagnostic[] errors = [.. Errors(block, string.Join(' ', preamble))];
            string[] missing =
            [
                .. errors.Where(error => error.Id == "CS0103").Select(NameAt).Distinct().Where(Surroundings.ContainsKey)
                    .Select(name => Surroundings[name]).Except(preamble),
            ];
            if (missing.Length == 0)
            {
                return [.. errors.Select(error => error.ToString())];
            }

            preamble.AddRange(missing);
        }
    }

    private static IEnumerable<Diagnostic> Errors(MarkdownBlock block, string preamble)
    {
        CompilationUnitSyntax[] neighbours = [.. block.File.Blocks("csharp", "cs").Where(other => other != block).Select(other => Root(Parse(other.Code)))];
        SyntaxTree tree = Parse(Insert(block, preamble));
        HashSet<string> declared = [.. Types(Root(tree)).Select(type => type.Identifier.ValueText)];
        string usings = string.Concat(neighbours.SelectMany(root => root.Usings).Select(directive => $"global {directive}\n").Distinct());
        string types = string.Concat(neighbours.SelectMany(Types).Where(type => declared.Add(type.Identifier.ValueText)).Select(type => type.ToFullString()));
        bool isProgram = Root(tree).ChildNodes().OfType<GlobalStatementSyntax>().Any();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "snippet",
            [tree, Parse(Usings), Parse(usings + string.Concat(Root(tree).Usings) + types)],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error && (found.Location.SourceTree ?? tree) == tree);
    }

    // Statements may stand behind the usings only; the line directives keep the page's numbers.
    private static string Insert(MarkdownBlock block, string preamble)
    {
        int at = Root(Parse(block.Code)).Usings.FullSpan.End;
        string head = block.Code[..at];
        return $"{LineOf(0)}{head}\n{preamble}\n{LineOf(head.Count(letter => letter == '\n'))}{block.Code[at..]}";

        string LineOf(int offset) => $"#line {block.Line + offset} \"{block.File.Path}\"\n";
    }

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code);

    private static CompilationUnitSyntax Root(SyntaxTree tree) => (CompilationUnitSyntax)tree.GetRoot();

    private static IEnumerable<BaseTypeDeclarationSyntax> Types(CompilationUnitSyntax root) => root.ChildNodes().OfType<BaseTypeDeclarationSyntax>();

    private static string NameAt(Diagnostic error) =>
        error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan).ToString();
}
