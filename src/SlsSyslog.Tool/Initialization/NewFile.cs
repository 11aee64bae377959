namespace SlsSyslog.Tool;

/// <summary>Represents a file that is written beside its path, and then moved there. Until it is disposed, the move can be undone.</summary>
/// <param name="path">The path, as the user specified it.</param>
internal sealed class NewFile(string path) : IDisposable
{
    private readonly string _temporary = $"{path}.{Environment.ProcessId}.tmp";
    private readonly string _old = $"{path}.{Environment.ProcessId}.old";

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(string text) => Try(() => File.WriteAllText(_temporary, text));

    /// <exception cref="ToolException">The file cannot be moved.</exception>
    public void Move(bool canReplace) => Try(() =>
    {
        if (canReplace && File.Exists(path))
        {
            File.Copy(path, _old, overwrite: true);
        }

        File.Move(_temporary, path, canReplace);
    });

    /// <summary>Restores the file that was replaced, or removes the new one.</summary>
    public void Undo() => Try(() =>
    {
        if (File.Exists(_old))
        {
            File.Move(_old, path, overwrite: true);
        }
        else
        {
            File.Delete(path);
        }
    });

    public void Dispose()
    {
        // A name that the system does not allow cannot even be deleted.
        foreach (string file in new[] { _temporary, _old }.Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (UnauthorizedAccessException)
        {
            throw new ToolException(
                $"The file {path} cannot be written: the permission is missing. Specify another path, or change the permissions.");
        }
        catch (IOException exception)
        {
            // The system names the file beside the path.
            string reason = exception.Message.Replace(_temporary, path, StringComparison.Ordinal).TrimEnd('.');
            throw new ToolException($"The file {path} cannot be written: {reason}. Specify another path.");
        }
    }
}
