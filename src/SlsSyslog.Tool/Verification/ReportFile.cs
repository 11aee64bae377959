using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Writes reports to files and reads them again.</summary>
internal static class ReportFile
{
    private const string MarkdownExtension = ".md";
    private const string JsonExtension = ".json";

    /// <summary>Checks the name of a file before the verification, which can take long.</summary>
    /// <exception cref="ToolException">The format of the file is not known, or the file cannot be written.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path) is not (MarkdownExtension or JsonExtension))
        {
            throw new ToolException($"The format of '{PlainText.Clean(path)}' is not known. Specify a file that ends with .md or .json.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder))
        {
            throw new ToolException($"The folder of '{PlainText.Clean(path)}' does not exist. Create it, or specify another file.");
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(VerifyReport report, string path, CancellationToken cancellationToken)
    {
        string text = Path.GetExtension(path) == MarkdownExtension
            ? MarkdownReport.Write(report)
            : JsonSerializer.Serialize(report, VerifyJson.Default.VerifyReport) + "\n";

        // A report is complete or absent.
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        await File.WriteAllTextAsync(temporary, text, cancellationToken).ConfigureAwait(false);
        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="ToolException">The file is not a report.</exception>
    public static async Task<VerifyReport> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"The report '{PlainText.Clean(path)}' does not exist. Write one with sls-syslog verify --output REPORT.json.");
        }

        try
        {
            FileStream file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                VerifyReport? report = await JsonSerializer.DeserializeAsync(file, VerifyJson.Default.VerifyReport, cancellationToken)
                    .ConfigureAwait(false);
                return report is { Kind: VerifyReport.KindName } ? report : throw NotAReport(path);
            }
        }
        catch (JsonException)
        {
            throw NotAReport(path);
        }
    }

    private static ToolException NotAReport(string path) => new(
        $"'{PlainText.Clean(path)}' is not a report of sls-syslog verify. Specify a file that sls-syslog verify --output REPORT.json wrote.");
}
