namespace SlsSyslog.Tool;

/// <summary>Writes files together: all of them, or none when one cannot be written or the process is interrupted before.</summary>
internal static class NewFiles
{
    /// <exception cref="ToolException">A file exists and must not be replaced, or cannot be written.</exception>
    public static void Check(IEnumerable<string> paths, bool canReplace)
    {
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                throw new ToolException($"The file {path} cannot be written, because it is a folder. Specify the path of a file.");
            }

            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            {
                throw new ToolException(
                    $"The file {path} cannot be written, because its folder does not exist. Create the folder, or specify another path.");
            }

            if (!canReplace && File.Exists(path))
            {
                throw new ToolException($"The file {path} exists. Specify --force to replace it, or another path.");
            }
        }
    }

    /// <exception cref="ToolException">A file cannot be written. Files that existed are unchanged, and there are no new ones.</exception>
    public static void Write(IReadOnlyList<(string Path, string Text)> files, bool canReplace)
    {
        Check(files.Select(file => file.Path), canReplace);
        NewFile[] written = [.. files.Select(file => new NewFile(file.Path))];
        try
        {
            foreach ((NewFile file, (_, string text)) in written.Zip(files))
            {
                file.Write(text);
            }

            Move(written, canReplace);
        }
        finally
        {
            Array.ForEach(written, file => file.Dispose());
        }
    }

    /// <summary>Moves files to their paths. When one cannot be moved, those before it are undone.</summary>
    /// <param name="files">The files. They are written.</param>
    /// <param name="canReplace">Whether files that exist are replaced.</param>
    public static void Move(IReadOnlyList<NewFile> files, bool canReplace)
    {
        int moved = 0;
        try
        {
            for (; moved < files.Count; moved++)
            {
                files[moved].Move(canReplace);
            }
        }
        catch
        {
            foreach (NewFile file in files.Take(moved))
            {
                file.Undo();
            }

            throw;
        }
    }
}
