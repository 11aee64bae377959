namespace SlsSyslog.Hosting;

/// <summary>
/// Represents an environment variable with a secret, or with the path of a file that contains it, if its name ends with <c>_FILE</c>.
/// </summary>
/// <param name="name">The name of the variable.</param>
internal sealed class CredentialVariable(string name)
{
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>Gets the name of the variable.</summary>
    public string Name => name;

    /// <summary>Gets the name of the variable with the path of a file.</summary>
    public string FileName { get; } = name + "_FILE";

    /// <summary>Gets a value that indicates whether the value comes from a file.</summary>
    public bool IsFile => Get(FileName) is not null;

    /// <summary>Gets a value that indicates whether one of the two variables is set.</summary>
    public bool IsSet => Get(Name) is not null || IsFile;

    /// <summary>Gets the variable that is set, or both.</summary>
    public string Label => IsFile ? FileName : Name;

    /// <summary>Reads the value. A file is read again with each call.</summary>
    /// <returns>The value without white space around it, or <see langword="null"/> when neither variable is set.</returns>
    /// <exception cref="IOException">The file cannot be read, is too long, or is empty.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public string? Read()
    {
        if (Get(FileName) is not { } path)
        {
            return Get(Name);
        }

        if (new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > MaxFileBytes })
        {
            throw new IOException($"The file '{path}' is too long for a secret.");
        }

        string text = File.ReadAllText(path).Trim();
        return text.Length > 0 ? text : throw new IOException($"The file '{path}' is empty.");
    }

    /// <summary>Finds an error of the variables, with its fix.</summary>
    public string? FindError()
    {
        if (Get(FileName) is not { } path)
        {
            return null;
        }

        if (Get(Name) is not null)
        {
            return $"{FileName}: The environment variable {Name} is set as well. Set one of the two.";
        }

        try
        {
            _ = Read();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.TrimEnd('.');
            return $"{FileName}: The file '{path}' cannot be used: {reason}. Specify a file with the value that this user may read.";
        }
    }

    private static string? Get(string variable) => Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
