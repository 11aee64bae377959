namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads a profile of the credentials file of Alibaba Cloud's SDKs: sections with <c>name = value</c> lines.</summary>
internal sealed class CredentialFile(string file, string profile, Func<string, string?>? readVariable = null)
{
    public const string FileVariable = "ALIBABA_CLOUD_CREDENTIALS_FILE";
    public const string ProfileVariable = "ALIBABA_CLOUD_PROFILE";
    private const string DefaultProfile = "default";

    // The SDKs use either name.
    private static readonly string[] DefaultNames = ["credentials", "credentials.ini"];

    private readonly Func<string, string?> _readVariable = readVariable ?? Environment.GetEnvironmentVariable;

    /// <summary>Gets whether a file is specified, or the default file exists.</summary>
    public bool IsConfigured => SpecifiedPath is not null || FindDefault() is not null;

    private string? SpecifiedPath => file.Length > 0 ? file : CredentialVariables.Read(_readVariable, FileVariable);

    private string? SpecifiedProfile => profile.Length > 0 ? profile : CredentialVariables.Read(_readVariable, ProfileVariable);

    /// <summary>Describes why the profile cannot be used; null when it can.</summary>
    public string? FindProblem()
    {
        try
        {
            Read();
            return null;
        }
        catch (SlsCredentialException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Reads the profile.</summary>
    /// <exception cref="SlsCredentialException">The file or the profile does not exist, or is not valid.</exception>
    public CredentialOptions Read()
    {
        string path = SpecifiedPath ?? FindDefault()
            ?? throw new SlsCredentialException("The credentials file does not exist.") { IsNotConfigured = true };
        string name = SpecifiedProfile ?? DefaultProfile;
        Dictionary<string, string> values = ReadSection(path, name)
            ?? throw new SlsCredentialException($"The credentials file '{path}' does not contain the profile '{name}'.")
            {
                IsNotConfigured = SpecifiedPath is null && SpecifiedProfile is null,
            };
        CredentialOptions options = CredentialProfile.ToOptions(values, $"The profile '{name}' of the credentials file '{path}'");
        if (options.Validate() is { Count: > 0 } errors)
        {
            OptionError error = errors.First();
            throw new SlsCredentialException(
                $"The profile '{name}' of the credentials file '{path}' is not valid. {CredentialProfile.KeyOf(error.Path)}: {error.Problem}");
        }

        return options;
    }

    private string? FindDefault()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        string folder = CredentialVariables.Read(_readVariable, "HOME") ?? home;
        return folder.Length == 0
            ? null
            : Array.Find([.. DefaultNames.Select(name => Path.Combine(folder, ".alibabacloud", name))], File.Exists);
    }

    private static Dictionary<string, string>? ReadSection(string path, string name)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SlsCredentialException($"The credentials file '{path}' cannot be read: {exception.Message}", exception);
        }

        Dictionary<string, string>? section = null;
        bool isInside = false;
        foreach (string text in lines)
        {
            string line = WithoutComment(text);
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                isInside = line[1..^1].Trim() == name;
                section ??= isInside ? [] : null;
            }
            else if (isInside && line.IndexOf('=', StringComparison.Ordinal) is > 0 and int sign)
            {
                section![line[..sign].Trim()] = PlainText.Trim(line[(sign + 1)..]);
            }
        }

        return section is not null && section.GetValueOrDefault("enable") is not "false" ? section : null;
    }

    // A comment follows white space, or is the whole line.
    private static string WithoutComment(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] is '#' or ';' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line[..i].Trim();
            }
        }

        return PlainText.Trim(line);
    }
}
