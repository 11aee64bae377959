using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SlsSyslog.Architecture.Tests;

/// <summary>A method with <c>[LoggerMessage]</c>.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Method">Its name.</param>
/// <param name="EventId">The event id; null when it is not given as a number.</param>
internal sealed record LogMessage(SourceFile File, string Method, int? EventId)
{
    public static IEnumerable<LogMessage> In(SourceFile file) =>
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        from attribute in method.AttributeLists.SelectMany(list => list.Attributes)
        where attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"
        select new LogMessage(file, method.Identifier.ValueText, IdOf(attribute));

    public override string ToString() => $"{File.Path}: {Method} ({EventId})";

    // [LoggerMessage(101, ...)] or [LoggerMessage(EventId = 101, ...)]
    private static int? IdOf(AttributeSyntax attribute)
    {
        IEnumerable<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? [];
        AttributeArgumentSyntax? id =
            arguments.FirstOrDefault(argument => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText is "EventId" or "eventId") ??
            arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon is null);
        return (id?.Expression as LiteralExpressionSyntax)?.Token.Value as int?;
    }
}
