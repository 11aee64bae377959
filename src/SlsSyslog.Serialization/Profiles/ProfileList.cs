namespace SlsSyslog.Serialization;

/// <summary>Loads the profiles that options specify: <c>auto</c>, <c>none</c>, names of built-in profiles, and paths of files.</summary>
internal static class ProfileList
{
    public const string Auto = "auto";
    public const string None = "none";

    private const int MaxFileLength = 1024 * 1024;

    /// <summary>Loads the profiles in order. Adds every error that a file has, with its line.</summary>
    public static IReadOnlyList<SourceProfile> Load(IList<string> list, string path, OptionErrors errors)
    {
        List<SourceProfile> profiles = [];
        if (list.Count == 0 || (list.Count == 1 && list[0] == None))
        {
            return profiles;
        }

        for (int i = 0; i < list.Count; i++)
        {
            Add(list[i], list.Count == 1 ? path : $"{path}:{i}", profiles, errors);
        }

        CheckOverlap(profiles, path, errors);
        return profiles;
    }

    private static void Add(string? entry, string path, List<SourceProfile> profiles, OptionErrors errors)
    {
        if (string.IsNullOrEmpty(entry) || entry == None)
        {
            errors.Add(path, $"'{entry}' is not a profile.", "Specify auto, the names of built-in profiles or paths of files, or none alone.");
        }
        else if (entry == Auto)
        {
            // Profiles of the user come first and replace built-in ones of the same name.
            profiles.AddRange(BuiltInProfiles.All.Where(builtIn => !profiles.Exists(profile => profile.Name == builtIn.Name
                || (profile.IsFallback && builtIn.IsFallback))));
        }
        else if (BuiltInProfiles.All.FirstOrDefault(profile => profile.Name == entry) is { } builtIn)
        {
            AddUnique(builtIn, path, profiles, errors);
        }
        else if (!entry.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && entry.AsSpan().IndexOfAny('/', '\\') < 0)
        {
            errors.Add(
                path,
                $"'{entry}' is not a built-in profile.",
                $"Specify auto, none, the path of a .json file, or one of {string.Join(", ", BuiltInProfiles.All.Select(profile => profile.Name))}.");
        }
        else
        {
            AddFile(entry, path, profiles, errors);
        }
    }

    private static void AddFile(string file, string path, List<SourceProfile> profiles, OptionErrors errors)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            errors.Add(path, $"The file '{file}' cannot be read: {exception.Message}", "Specify the path of a profile.");
            return;
        }

        if (text.Length > MaxFileLength)
        {
            errors.Add(path, $"The file '{file}' has {text.Length} bytes.", $"Specify a profile of at most {MaxFileLength} bytes.");
            return;
        }

        ProfileErrors fileErrors = new(file);
        if (ProfileReader.Read(text, fileErrors) is { } profile)
        {
            AddUnique(profile, path, profiles, errors);
            return;
        }

        errors.Add(path, $"The profile is not valid. {string.Join(' ', fileErrors.All)}", "Correct the file.");
    }

    private static void AddUnique(SourceProfile profile, string path, List<SourceProfile> profiles, OptionErrors errors)
    {
        if (profiles.Exists(other => other.Name == profile.Name))
        {
            errors.Add(path, $"The profile '{profile.Name}' occurs twice.", "Remove one of them, or put your own file before auto.");
            return;
        }

        profiles.Add(profile);
    }

    // Where it depends on the record, the first profile in the list wins and the record is counted.
    private static void CheckOverlap(List<SourceProfile> profiles, string path, OptionErrors errors)
    {
        List<string> pairs = [];
        for (int i = 0; i < profiles.Count; i++)
        {
            for (int j = i + 1; j < profiles.Count; j++)
            {
                if ((profiles[i].IsFallback && profiles[j].IsFallback) || OverlapsCertainly(profiles[i], profiles[j]))
                {
                    pairs.Add($"'{profiles[i].Name}' and '{profiles[j].Name}'");
                }
            }
        }

        if (pairs.Count > 0)
        {
            errors.Add(
                path, $"Two profiles match the same records: {string.Join("; ", pairs)}.", "Remove one of them, or add a condition to 'match'.");
        }
    }

    private static bool OverlapsCertainly(SourceProfile one, SourceProfile other) =>
        Array.Exists(one.Conditions, first => Array.Exists(other.Conditions, second => first.FindOverlap(second) == OverlapKind.Certain));
}
