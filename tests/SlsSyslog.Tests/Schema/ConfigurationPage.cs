using System.Globalization;
using System.Text;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Writes the generated part of docs/configuration.md.</summary>
internal sealed class ConfigurationPage
{
    private readonly StringBuilder _page = new();

    public static string Generate()
    {
        ConfigurationPage page = new();
        page.AddTable("Source", "Source", OptionKeys.Source);
        page.AddTable("Message", "Message", OptionKeys.Message);
        page.AddBodies();
        page.AddDestination();
        page.AddTable("Filter and sample", "", OptionKeys.Route);
        page.AddTable("Several destinations", "Destinations:<name>", OptionKeys.OfSeveralDestinations);
        page.AddTable("Failures", "Failures", OptionKeys.Failures);
        page.AddTable("Ledger", "Ledger", OptionKeys.Ledger);
        page.AddTable("Dead letters", "", [OptionKeys.DeadLetterFile]);
        page.AddTable("Dead letters, limits", "DeadLetters", OptionKeys.DeadLetters);
        page.AddTable("Health", "Health", OptionKeys.Health);
        page.AddTable("Tap", "Tap", OptionKeys.Tap);
        page.AddVariables();
        return page._page.ToString();
    }

    private void AddBodies()
    {
        foreach (BodyFormat format in BodyFormats.BuiltIn)
        {
            if (OptionKeys.OfBody(format) is { Count: > 0 } keys)
            {
                AddTable($"Message, body {format.Name}", $"Message:{format.Name}", keys);
            }
        }
    }

    // Keys that the same transports have form one table.
    private void AddDestination()
    {
        AddTable("Destination", "Destination", OptionKeys.Destination);
        IEnumerable<IGrouping<string, OptionKey>> tables =
            from transport in BuiltInTransports.All
            from key in OptionKeys.OfTransport(transport)
            group (transport.Scheme, Key: key) by key.Name into owners
            group owners.First().Key by string.Join(", ", owners.Select(owner => $"`{owner.Scheme}`"));
        foreach (IGrouping<string, OptionKey> table in tables.OrderByDescending(table => table.Key.Length))
        {
            AddTable($"Destination, {table.Key}", "Destination", [.. table]);
        }
    }

    private void AddTable(string title, string path, IReadOnlyList<OptionKey> keys)
    {
        _page.Append(CultureInfo.InvariantCulture, $"### {title}\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        foreach (OptionKey key in keys)
        {
            AddRow(path, key);
        }

        _page.Append('\n');
    }

    private void AddRow(string path, OptionKey key)
    {
        path = path.Length == 0 ? key.Name : $"{path}:{key.Name}";
        if (key.Kind is KeyKind.Section or KeyKind.Sections)
        {
            foreach (OptionKey inner in key.Keys)
            {
                AddRow(key.Kind == KeyKind.Sections ? $"{path}:<n>" : path, inner);
            }

            return;
        }

        string suffix = key.Kind == KeyKind.Pairs ? ":<name>" : "";
        AddCells($"`{path}{suffix}`", ValuesOf(key), DefaultOf(key), key.Meaning);
    }

    private void AddVariables()
    {
        _page.Append("""
            ## Environment variables

            `AddSlsSyslogEnvironment()`, which the Forwarder uses, reads the variables of Alibaba's samples. They override earlier configuration sources.

            | variable | sets | values |
            | --- | --- | --- |

            """);
        foreach (EnvironmentVariable variable in EnvironmentVariables.All)
        {
            IEnumerable<string> keys = variable.Keys.Select(key => $"`{key["SlsSyslog:".Length..]}`");
            AddCells($"`{variable.Name}`", string.Join(", ", keys), variable.Values.Length == 0 ? "as the key" : variable.Values);
        }

        string schemes = string.Join(", ", BuiltInTransports.All.Select(transport => $"`{transport.Scheme}`"));
        AddCells($"`{EnvironmentVariables.Host}`", "`Destination:Servers:0`", "the host");
        AddCells($"`{EnvironmentVariables.Port}`", "`Destination:Servers:0`", "the port; the default is that of the protocol");
        AddCells($"`{EnvironmentVariables.Protocol}`", "`Destination:Servers:0`", $"{schemes}; the default is `tcp`");
    }

    private void AddCells(params string[] cells) => _page.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    private static string ValuesOf(OptionKey key) => key switch
    {
        { Names.Count: > 0 } => string.Join(", ", key.Names.Select(name => $"`{name}`")),
        _ when key == OptionKeys.Servers => "list of addresses `scheme://host:port`",
        { Kind: KeyKind.Texts } => "list of texts",
        { Kind: KeyKind.Rule } => "[rule](#rules)",
        { Range: { Maximum: long.MaxValue or (long)int.MaxValue } range } => $"`{Text(range.Minimum)}` or more",
        { Range: { } range } => $"`{Text(range.Minimum)}` to `{Text(range.Maximum)}`",
        _ when key.Type == typeof(bool) => "`true`, `false`",
        _ when key.Type == typeof(int) || key.Type == typeof(long) => "integer",
        _ when key.Type == typeof(double) => "number",
        _ when key.Type == typeof(TimeSpan) => "time",
        _ when key.Type == typeof(ShardPosition) => "`earliest`, `latest`, a time, or Unix seconds",
        _ => "text",
    };

    private static string DefaultOf(OptionKey key) => key switch
    {
        { IsRequired: true } => "required",
        { Default: bool flag } => flag ? "`true`" : "`false`",
        { Default: string { Length: > 0 } and not "\t" and var text } when !Path.IsPathRooted(text) => $"`{text}`",
        { Default: not null and not string } => $"`{Text(key.Default)}`",
        _ => EmptyDefaultOf(key),
    };

    // A default that is not a constant is described in the documentation of the property.
    private static string EmptyDefaultOf(OptionKey key)
    {
        string text = XmlDocumentation.DefaultOf(key.Property);
        foreach (string prefix in (string[])["`null`", "empty", "an empty list", "an empty string"])
        {
            text = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].TrimStart(':', ',', ' ') : text;
            text = text.StartsWith("which ", StringComparison.Ordinal) ? text["which ".Length..] : text;
        }

        return text.Length == 0 ? "none" : text;
    }

    private static string Text(object value) => value switch
    {
        TimeSpan { Ticks: var ticks } time when ticks % TimeSpan.TicksPerSecond != 0 => time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0'),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
