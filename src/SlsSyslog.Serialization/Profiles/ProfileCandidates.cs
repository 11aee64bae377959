namespace SlsSyslog.Serialization;

/// <summary>Holds the profiles that can match the records of one group. They change only with the group.</summary>
internal sealed class ProfileCandidates
{
    private readonly List<ProfileMatch> _all = [];

    public long GroupVersion { get; private set; } = -1;

    public int Count => _all.Count;

    public ProfileMatch this[int index] => _all[index];

    public void Begin(long groupVersion)
    {
        GroupVersion = groupVersion;
        _all.Clear();
    }

    public void Add(ProfileMatch match) => _all.Add(match);
}
