namespace SlsSyslog.Serialization;

/// <summary>Specifies what happens to a record whose message is longer than <see cref="MessageOptions.MaxBytes"/>.</summary>
public enum OversizePolicy
{
    /// <summary>The message is cut between two characters, its syntax is closed, and the record is counted as truncated.</summary>
    Truncate,

    /// <summary>The whole record goes to the dead-letter handler.</summary>
    DeadLetter,
}
