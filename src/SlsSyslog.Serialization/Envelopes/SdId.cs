using System.Buffers;

namespace SlsSyslog.Serialization;

// RFC 5424 6.3.2 and 7: the names of elements. Those without an enterprise number are IANA's.
internal static class SdId
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("=]\" @");

    // A name of one's own: name@number, the number with dots for what is below it.
    public static void Check(string? id, string option, OptionFaults faults)
    {
        int at = id is null ? -1 : id.IndexOf('@', StringComparison.Ordinal);
        bool isRight = at > 0
            && id!.Length <= KeyRepair.LongestSdName
            && id.AsSpan(0, at).IndexOfAnyExceptInRange('!', '~') < 0
            && !id.AsSpan(0, at).ContainsAny(Forbidden)
            && IsEnterpriseNumber(id.AsSpan(at + 1));
        if (!isRight)
        {
            faults.Add(option, $"\"{id}\" is no name for structured data of your own. Write name@number, at most {KeyRepair.LongestSdName} characters, "
                + "with the private enterprise number of your organisation (RFC 5424 7.2.2).");
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
