namespace SlsSyslog.Tool;

/// <summary>Writes files together: all of them, or none when one cannot be written or the process is interrupted before.</summary>
internal static class NewFiles
{
    /// <exception cref="ToolException">A file exists and must not be replaced.</exception>
    public static void Check(IEnumerable<string> paths, bool canReplace)
    {
        if (!canReplace && paths.FirstOrDefault(File.Exists) is { } existing)
        {
            throw new ToolException($"The file {existing} exists. Specify --force to replace it, or another path.");
        }
    }

    public static void Write(IReadOnlyList<(string Path, string Text)> files, bool canReplace)
    {
        string suffix = $".{Environment.ProcessId}.tmp";
        try
        {
            foreach ((string path, string text) in files)
            {
                File.WriteAllText(path + suffix, text);
            }

            Check(files.Select(file => file.Path), canReplace);
            foreach ((string path, _) in files)
            {
                File.Move(path + suffix, path, canReplace);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                $"The files cannot be written: {exception.Message.TrimEnd('.')}. Specify other paths with --output and --policy-output.");
        }
        finally
        {
            foreach (string written in files.Select(file => file.Path + suffix).Where(File.Exists))
            {
                File.Delete(written);
            }
        }
    }
}
