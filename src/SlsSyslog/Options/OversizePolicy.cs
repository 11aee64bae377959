namespace SlsSyslog;

/// <summary>What becomes of a record whose message is longer than the limit.</summary>
public enum OversizePolicy
{
    /// <summary>The message is cut at the end of a character, its syntax closed, and counted.</summary>
    Truncate,

    /// <summary>The record goes to the dead letters, whole.</summary>
    DeadLetter,
}
