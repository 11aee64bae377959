using System.Buffers;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Checks names of consumer groups, which become a part of the path of requests.</summary>
internal static class GroupName
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>Throws an exception for a name that no group can have. Groups of other programs may have uppercase letters.</summary>
    public static void ThrowIfInvalid(string? name, string parameter)
    {
        if (name is not { Length: >= 1 and <= 128 } || name.AsSpan().ContainsAnyExcept(Characters))
        {
            throw new ArgumentException(
                $"'{PlainText.Clean(name ?? "")}' is not a valid consumer group name. Specify up to 128 letters, digits, hyphens and underscores.",
                parameter);
        }
    }
}
