namespace SlsSyslog.Tool;

/// <summary>Opens files that options specify.</summary>
internal static class InputFile
{
    /// <summary>Opens a text file.</summary>
    /// <param name="path">The path, as the user specified it.</param>
    /// <param name="option">The name of the option.</param>
    /// <exception cref="ToolException">The file cannot be read. The message says what to specify.</exception>
    public static StreamReader OpenText(string path, string option)
    {
        string name = PlainText.Clean(path);
        try
        {
            return Directory.Exists(path)
                ? throw new ToolException($"{name} is a folder. Specify the path of a file after {option}.")
                : new StreamReader(path, Encoding.UTF8);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException($"The file {name} does not exist. Specify the path of a file after {option}.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new ToolException($"The file {name} cannot be read: the permission is missing. Change it, or specify another file after {option}.");
        }
        catch (IOException exception)
        {
            throw new ToolException($"The file {name} cannot be read: {exception.Message.TrimEnd('.')}. Specify another file after {option}.");
        }
    }
}
