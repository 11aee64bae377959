namespace SlsSyslog;

/// <summary>Finds and creates folders and files in which only the user of the process reads and writes.</summary>
internal static class StateFolder
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Gets the state folder that systemd assigns, and the user's folder for application data, where they exist.</summary>
    public static IEnumerable<string> Persistent
    {
        get
        {
            if (Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state)
            {
                yield return state.Split(Path.PathSeparator)[0];
            }

            // Not verified: a folder that does not exist yet is created.
            string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            if (data.Length > 0)
            {
                yield return Path.Combine(data, "slssyslog");
            }
        }
    }

    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file for reading and writing, and creates it when it does not exist.</summary>
    public static FileStream OpenFile(string path, FileShare share, FileOptions fileOptions = FileOptions.None)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
            Options = fileOptions,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly; // on Windows, the folder of the user has the permissions
        }

        return new FileStream(path, options);
    }
}
