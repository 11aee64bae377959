namespace SlsSyslog.Tool;

/// <summary>A clock that always shows the time of its creation, so that the options of one command line have the same now.</summary>
internal sealed class OneMoment(TimeProvider timeProvider) : TimeProvider
{
    private readonly DateTimeOffset _now = timeProvider.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
