using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>The rules about names, comments and layout that keep the code in one dialect.</summary>
internal static partial class DialectRules
{
    private const int MaxLineLength = 150;

    // Names of the shard's identifier in log templates that are not used: it is always {Shard}.
    private static readonly string[] OtherShardNames = ["Part" + "ition", "Part" + "itionId", "Subject", "ShardId", "ShardName"];

    public static IEnumerable<string> KeepsLinesShort(SourceFile file) =>
        from line in file.Root.SyntaxTree.GetText().Lines
        where line.Span.Length > MaxLineLength
        select $"{file.Path}({line.LineNumber + 1}): {line.Span.Length} characters, more than {MaxLineLength}";

    public static IEnumerable<string> NamesTheShardInLogs(SourceFile file) =>
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        from attribute in method.AttributeLists.SelectMany(list => list.Attributes)
        where attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"
        from literal in attribute.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken))
        from Match hole in Placeholder().Matches(literal.ValueText)
        where OtherShardNames.Contains(hole.Groups[1].Value, StringComparer.OrdinalIgnoreCase)
        select file.Locate(literal, $"{hole.Value} in a log message; a shard is {{Shard}}");

    public static IEnumerable<string> NamesCaughtExceptions(SourceFile file) =>
        from declaration in file.Root.DescendantNodes().OfType<CatchDeclarationSyntax>()
        where declaration.Identifier.ValueText.Length > 0 && declaration.Identifier.ValueText != "exception"
            && !declaration.Ancestors().OfType<CatchClauseSyntax>().Skip(1).Any()
        select file.Locate(declaration.Identifier, $"a caught exception is named exception, not {declaration.Identifier.ValueText}");

    public static IEnumerable<string> NamesClocks(SourceFile file)
    {
        IEnumerable<string> parameters =
            from parameter in file.Root.DescendantNodes().OfType<ParameterSyntax>()
            where IsOf(parameter.Type, "TimeProvider") && parameter.Identifier.ValueText is not ("timeProvider" or "TimeProvider")
            select file.Locate(parameter.Identifier, $"a parameter of type TimeProvider is named timeProvider, not {parameter.Identifier.ValueText}");
        return parameters.Concat(WrongFields(file, "TimeProvider", "_timeProvider"));
    }

    public static IEnumerable<string> NamesLocks(SourceFile file) => WrongFields(file, "Lock", "_lock");

    public static IEnumerable<string> DocumentsTypesWithSummaries(SourceFile file) =>
        from type in file.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        from trivia in type.GetLeadingTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        select file.Locate(trivia.GetLocation(), "a type is documented with /// <summary>");

    private static IEnumerable<string> WrongFields(SourceFile file, string type, string name) =>
        from field in file.Root.DescendantNodes().OfType<FieldDeclarationSyntax>()
        where IsOf(field.Declaration.Type, type) && !field.Modifiers.Any(SyntaxKind.StaticKeyword)
        from variable in field.Declaration.Variables
        where variable.Identifier.ValueText != name
        select file.Locate(variable.Identifier, $"a field of type {type} is named {name}, not {variable.Identifier.ValueText}");

    private static bool IsOf(TypeSyntax? type, string name) => type?.ToString().TrimEnd('?') == name;

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
