namespace SlsSyslog.Serialization;

/// <summary>Holds the profiles that can match the records of one group. They change only with the group.</summary>
internal sealed class ProfileCandidates
{
    private readonly List<(CompiledProfile Profile, Rule? When)> _all = [];

    public long GroupVersion { get; private set; } = -1;

    public int Count => _all.Count;

    public (CompiledProfile Profile, Rule? When) this[int index] => _all[index];

    public void Begin(long groupVersion)
    {
        GroupVersion = groupVersion;
        _all.Clear();
    }

    public void Add(CompiledProfile profile, Rule? when) => _all.Add((profile, when));
}
