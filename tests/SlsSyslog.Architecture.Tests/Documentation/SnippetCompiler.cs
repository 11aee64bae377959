using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>
/// Compiles what a page shows the way a reader would: as a program with the usual usings. A block may use the types that other
/// blocks of its page declare, and the few names that stand for the reader's own surroundings.
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
        // Behind the usings and on a line that is there anyway, so that lines stay those of the page.
        UsingDirectiveSyntax? lastUsing = ((CompilationUnitSyntax)Parse(block.Code).GetRoot()).Usings.LastOrDefault();
        string code = block.Code.Insert(lastUsing?.FullSpan.End ?? 0, preamble);
        SyntaxTree tree = Parse($"#line {block.Line} \"{block.File.Path}\"\n{code}");
        HashSet<string> own = [.. Types(tree).Select(type => type.Identifier.ValueText)];
        IEnumerable<SyntaxTree> neighbours =
            from neighbour in block.File.Blocks("csharp", "cs")
            where neighbour != block
            let parsed = Parse(neighbour.Code)
            let types = string.Join('\n', Types(parsed).Where(type => own.Add(type.Identifier.ValueText)).Select(type => type.ToFullString()))
            let usings = string.Join('\n', ((CompilationUnitSyntax)parsed.GetRoot()).Usings.Select(directive => directive.ToFullString()))
            where types.Length > 0
            select Parse($"{usings}\n{types}");
        bool isProgram = tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "snippet",
            [tree, Parse(Usings), .. neighbours],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code);

    private static IEnumerable<BaseTypeDeclarationSyntax> Types(SyntaxTree tree) =>
        tree.GetRoot().ChildNodes().OfType<BaseTypeDeclarationSyntax>();

    private static string NameAt(Diagnostic error) =>
        error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan).ToString();
}
