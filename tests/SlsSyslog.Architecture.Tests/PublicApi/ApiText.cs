using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SlsSyslog.Architecture.Tests;

/// <summary>Writes down what an assembly shows to others: one line a type, one a member, in an order of its own.</summary>
internal static class ApiText
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef,
        SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: ParameterOptions,
        miscellaneousOptions: MiscellaneousOptions,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword);

    private static readonly SymbolDisplayFormat MemberFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeParameters |
            SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: ParameterOptions,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: MiscellaneousOptions);

    private const SymbolDisplayParameterOptions ParameterOptions =
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue |
        SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis;

    private const SymbolDisplayMiscellaneousOptions MiscellaneousOptions =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier |
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers;

    public static string Of(string assemblyFile)
    {
        MetadataReference target = MetadataReference.CreateFromFile(assemblyFile);
        CSharpCompilation compilation = CSharpCompilation.Create("api", references: [target, .. PlatformReferences(assemblyFile)]);
        IAssemblySymbol assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(target)!;
        StringBuilder text = new();
        foreach (INamedTypeSymbol type in Types(assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (ISymbol member in Members(type))
            {
                text.Append("    ").Append(member.ToDisplayString(MemberFormat)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<MetadataReference> PlatformReferences(string assemblyFile) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) != Path.GetFileName(assemblyFile))
            .Select(file => MetadataReference.CreateFromFile(file));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(symbol => symbol switch
        {
            INamedTypeSymbol type => IsVisible(type) ? [type, .. Types(type)] : [],
            _ => Types(symbol),
        });

    private static string Head(INamedTypeSymbol type)
    {
        string modifiers = (type.TypeKind, type) switch
        {
            (TypeKind.Class, { IsStatic: true }) => "static ",
            (TypeKind.Class, { IsAbstract: true }) => "abstract ",
            (TypeKind.Class, { IsSealed: true }) => "sealed ",
            _ => "",
        };
        string[] bases =
        [
            .. (type.TypeKind is TypeKind.Class && type.BaseType is { SpecialType: SpecialType.None } parent ? [parent] : Array.Empty<INamedTypeSymbol>())
                .Concat(type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface ? type.Interfaces.Where(IsVisible) : [])
                .Select(symbol => symbol.ToDisplayString(MemberFormat)),
        ];
        return modifiers + type.ToDisplayString(TypeFormat) + (bases.Length > 0 ? " : " + string.Join(", ", bases) : "");
    }

    // What the compiler adds says nothing: accessors beside their property, the constructor that every struct and enum has, the
    // members of a record.
    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        from member in type.TypeKind is TypeKind.Delegate ? [] : type.GetMembers()
        where IsVisible(member) && member is not INamedTypeSymbol
        where member is not IMethodSymbol { AssociatedSymbol: not null }
        where member is not IMethodSymbol || !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        where member is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.IsValueType: true }
        orderby member.Name, member.ToDisplayString(MemberFormat)
        select member;

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
