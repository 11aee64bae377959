using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SlsSyslog.Tool;

/// <summary>
/// The streams of the tool: results on the standard output, text for people on the standard error stream. A stream that is not a terminal gets
/// no control codes, and NO_COLOR removes the colors.
/// </summary>
internal sealed class ToolConsole
{
    private const int WidthOfFiles = 1000; // lines of a file are not wrapped
    private readonly Lazy<IAnsiConsole> _results;
    private readonly Lazy<IAnsiConsole> _people;

    public ToolConsole(TextReader input, TextWriter output, TextWriter error, bool isInteractive, bool isTerminal, bool isErrorTerminal)
    {
        (In, Out, Error, IsInteractive, IsTerminal) = (input, output, error, isInteractive, isTerminal);
        _results = new Lazy<IAnsiConsole>(() => Create(output, isTerminal));
        _people = new Lazy<IAnsiConsole>(() => Create(error, isErrorTerminal));
    }

    /// <summary>Gets the answers of the user.</summary>
    public TextReader In { get; }

    /// <summary>Gets the writer of results.</summary>
    public TextWriter Out { get; }

    /// <summary>Gets the writer of text for people.</summary>
    public TextWriter Error { get; }

    /// <summary>Gets a value that indicates whether somebody can answer questions.</summary>
    public bool IsInteractive { get; }

    /// <summary>Gets a value that indicates whether results are shown on a terminal.</summary>
    public bool IsTerminal { get; }

    /// <summary>Gets the console of results, for tables and colors.</summary>
    public IAnsiConsole Results => _results.Value;

    /// <summary>Gets the console of text for people, for progress and colors.</summary>
    public IAnsiConsole People => _people.Value;

    public static ToolConsole CreateSystem() => new(
        Console.In,
        Console.Out,
        Console.Error,
        isInteractive: !Console.IsInputRedirected && !Console.IsErrorRedirected,
        isTerminal: !Console.IsOutputRedirected,
        isErrorTerminal: !Console.IsErrorRedirected);

    /// <summary>Writes a result as one line of JSON.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Out.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>Reads a line. A blocked read does not delay the end of the tool.</summary>
    /// <returns>The line, or <see langword="null"/> at the end of the input.</returns>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await Task.Run(In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        bool hasColors = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
