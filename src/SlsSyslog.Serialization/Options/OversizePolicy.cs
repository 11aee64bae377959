namespace SlsSyslog.Serialization;

/// <summary>Specifies what happens to a record whose message is longer than <see cref="MessageOptions.MaxBytes"/>.</summary>
public enum OversizePolicy
{
    /// <summary>The message is cut between two characters, its syntax is closed, and the record is counted as truncated.</summary>
    Truncate,

    /// <summary>The whole record goes to the dead-letter handler.</summary>
    DeadLetter,

    /// <summary>
    /// The record is sent as several messages with the pairs <c>__record_id__</c>, <c>__part__</c> and <c>__parts__</c>, which a receiver can
    /// join. A record that cannot be split goes to the dead-letter handler.
    /// </summary>
    Split,
}
