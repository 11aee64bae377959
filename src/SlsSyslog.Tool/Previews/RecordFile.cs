namespace SlsSyslog.Tool;

/// <summary>Reads records from a file with one JSON object per line, such as a dead-letter file.</summary>
internal static class RecordFile
{
    /// <summary>Reads the first records of a file.</summary>
    /// <param name="path">The path; <c>-</c> for the standard input.</param>
    /// <param name="count">The number of records at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InvalidDataException">A line does not contain a record. The message names the line.</exception>
    /// <exception cref="ToolException">The file cannot be opened.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<IReadOnlyList<RecordSnapshot>> ReadAsync(string path, int count, CancellationToken cancellationToken)
    {
        using TextReader reader = path == "-" ? Console.In : InputFile.OpenText(path, "--file");
        List<RecordSnapshot> records = [];
        int number = 0;
        while (records.Count < count && await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                records.Add(RecordSnapshot.Parse(line));
            }
            catch (FormatException exception)
            {
                throw new InvalidDataException(
                    string.Create(CultureInfo.InvariantCulture, $"{path}: line {number} is not a record: {exception.Message}"), exception);
            }
        }

        return records;
    }
}
