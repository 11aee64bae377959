using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>The rules that apply to a single file. Each returns the violations with their positions.</summary>
internal static partial class SourceRules
{
    private const int MaxLines = 300;
    private static readonly string[] VagueNames = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Manager", "Managers"];

    public static IEnumerable<string> StaysShort(SourceFile file)
    {
        if (file.LineCount > MaxLines)
        {
            yield return $"{file.Path}: {file.LineCount} lines, more than {MaxLines}: a second concept is hiding";
        }
    }

    public static IEnumerable<string> HoldsOnePublicTypeNamedAfterIt(SourceFile file)
    {
        MemberDeclarationSyntax[] types = [.. TopLevelTypes(file.Root)];
        MemberDeclarationSyntax[] published = [.. types.Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))];
        if (published.Length > 1)
        {
            yield return $"{file.Path}: {published.Length} public types";
        }

        if (types.Length > 0 && !(published.Length > 0 ? published : types).Any(type => NameOf(type) == file.Name))
        {
            yield return $"{file.Path}: holds {NameOf(types[0])}";
        }
    }

    public static IEnumerable<string> HasTheNamespaceOfItsPackage(SourceFile file) =>
        from declaration in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        where declaration.Name.ToString() != (file.Project == "Shared" ? "SlsSyslog" : file.Project) // Shared is compiled into several packages
        select file.Locate(declaration.Name, $"namespace {declaration.Name}; folders only sort, so it is {file.Project}");

    public static IEnumerable<string> IsNamedForAConcept(SourceFile file) =>
        file.Path.Split('/').SkipLast(1).Append(file.Name)
            .Where(part => VagueNames.Any(name => part.EndsWith(name, StringComparison.OrdinalIgnoreCase)))
            .Select(part => $"{file.Path}: {part} says nothing about what is in it");

    public static IEnumerable<string> HasNoConditionalCodeOrRegion(SourceFile file) =>
        from trivia in file.Root.DescendantTrivia()
        where trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.RegionDirectiveTrivia or SyntaxKind.PragmaWarningDirectiveTrivia
        select file.Locate(trivia.GetLocation(), trivia.ToString().Trim());

    public static IEnumerable<string> LeavesNothingForLater(SourceFile file)
    {
        IEnumerable<string> comments =
            from trivia in file.Root.DescendantTrivia(descendIntoTrivia: false)
            where PostponedWork().IsMatch(trivia.ToFullString())
            select file.Locate(trivia.GetLocation(), trivia.ToString().Trim());
        IEnumerable<string> stubs =
            from name in file.Root.DescendantNodes().OfType<IdentifierNameSyntax>()
            where name.Identifier.ValueText is "NotImplementedException"
            select file.Locate(name, "NotImplementedException");
        return comments.Concat(stubs);
    }

    public static IEnumerable<string> HandlesWhatItCatches(SourceFile file) =>
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0 && !clause.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select file.Locate(clause, "an empty catch without a reason");

    public static IEnumerable<string> IsSafe(SourceFile file) =>
        from token in file.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.UnsafeKeyword)
        select file.Locate(token, "unsafe");

    public static IEnumerable<string> NamesTestsByMethodConditionResult(SourceFile file) =>
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest) && !TestName().IsMatch(method.Identifier.ValueText)
        select file.Locate(method.Identifier, $"{method.Identifier.ValueText} is not named Method_Condition_Result");

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(CompilationUnitSyntax root) =>
        root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declaration ? declaration.Identifier.ValueText : ((DelegateDeclarationSyntax)type).Identifier.ValueText;

    private static bool IsTest(AttributeSyntax attribute) => TestAttribute().IsMatch(attribute.Name.ToString());

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex PostponedWork();

    [GeneratedRegex("(Fact|Theory)(Attribute)?$")]
    private static partial Regex TestAttribute();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*){2,}$")]
    private static partial Regex TestName();
}
