using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SlsSyslog.Tests;

/// <summary>Reads the documentation of properties from the XML files that the compiler writes next to the assemblies.</summary>
internal static partial class XmlDocumentation
{
    private static readonly Dictionary<Assembly, XDocument> Files = [];

    /// <summary>Returns the summary, then what the value says after its first sentence, as Markdown.</summary>
    public static string MeaningOf(PropertyInfo property)
    {
        string summary = Text(property, "summary");
        Assert.True(summary.Length > 0, $"{property.DeclaringType}.{property.Name} has no summary.");
        string rest = SplitValue(property).Others;
        return Redundant().Replace($"{StartSentence(summary)} {rest}", "").Trim();
    }

    /// <summary>Returns what the documentation says about the default value, as Markdown; empty if nothing.</summary>
    public static string DefaultOf(PropertyInfo property)
    {
        string value = SplitValue(property).First;
        Match match = Default().Match(value);
        return match.Success ? match.Groups["text"].Value.Trim() : "";
    }

    private static (string First, string Others) SplitValue(PropertyInfo property)
    {
        string value = Text(property, "value");
        int end = value.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? (value.TrimEnd('.'), "") : (value[..end], value[(end + 2)..]);
    }

    // "Gets or sets how long ..." reads better without the verb in a table.
    private static string StartSentence(string summary)
    {
        string text = Verb().Replace(summary, "");
        text = text.StartsWith("a value that indicates whether ", StringComparison.Ordinal) ? text["a value that indicates ".Length..] : text;
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Text(PropertyInfo property, string element)
    {
        Type type = property.DeclaringType!;
        XDocument file = Files.TryGetValue(type.Assembly, out XDocument? known)
            ? known
            : Files[type.Assembly] = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        string name = $"P:{type.FullName!.Replace('+', '.')}.{property.Name}";
        XElement? member = file.Descendants("member").FirstOrDefault(m => (string?)m.Attribute("name") == name);
        return member?.Element(element) is { } found ? Spaces().Replace(string.Concat(found.Nodes().Select(Render)), " ").Trim() : "";
    }

    private static string Render(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{NameOf(see)}`",
        XElement other => string.Concat(other.Nodes().Select(Render)) + " ",
        _ => "",
    };

    private static string NameOf(XElement see) =>
        (string?)see.Attribute("langword") ?? Parameters().Replace((string?)see.Attribute("cref") ?? see.Value, "").Split('.', ':')[^1];

    // The table has a column for both.
    [GeneratedRegex(@" Required\.| The default is [^.]*\.$")]
    private static partial Regex Redundant();

    [GeneratedRegex("^Gets( or sets)? ")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^The default( value)?( is)? (?<text>.*)$")]
    private static partial Regex Default();

    [GeneratedRegex(@"\(.*$")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
