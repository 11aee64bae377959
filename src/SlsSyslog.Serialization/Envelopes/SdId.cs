namespace SlsSyslog.Serialization;

/// <summary>Checks names of structured data elements (RFC 5424 6.3.2 and 7). Names without a number are registered with IANA.</summary>
internal static class SdId
{
    private const string HowToSpecify =
        "Specify name@number with at most 32 characters, where number is the private enterprise number of your organization (RFC 5424 7.2.2).";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("=]\" @");

    /// <summary>Adds an error when an SD-ID is not <c>name@number</c>, where the number may have sub-identifiers after periods.</summary>
    public static void Check(string? id, string path, OptionErrors errors)
    {
        int at = id is null ? -1 : id.IndexOf('@', StringComparison.Ordinal);
        bool isValid = at > 0
            && id!.Length <= KeySanitizer.MaxSdNameLength
            && id.AsSpan(0, at).IndexOfAnyExceptInRange('!', '~') < 0
            && !id.AsSpan(0, at).ContainsAny(Forbidden)
            && IsEnterpriseNumber(id.AsSpan(at + 1));
        if (string.IsNullOrEmpty(id))
        {
            errors.Add(path, "The value is missing.", HowToSpecify);
        }
        else if (!isValid)
        {
            errors.Add(
                path, $"'{id}' is not a valid SD-ID.", HowToSpecify);
        }
    }

    public static bool IsEnterpriseNumber(ReadOnlySpan<char> text)
    {
        foreach (Range part in text.Split('.'))
        {
            if (text[part].IsEmpty || text[part].IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
