namespace SlsSyslog.Serialization;

/// <summary>Specifies how the severity of a message is determined (RFC 5424 6.2.1).</summary>
public sealed class SeverityOptions : IValidatedOptions
{
    /// <summary>
    /// Gets or sets the key of the field that contains the severity, or <c>__topic__</c>, <c>__source__</c> or <c>__tag__:name</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>: every message has the severity <see cref="Default"/>.</value>
    /// <remarks>
    /// The names of RFC 5424, the numbers 0 to 7 and common aliases such as <c>emerg</c>, <c>crit</c>, <c>critical</c>, <c>fatal</c>,
    /// <c>err</c>, <c>warn</c>, <c>information</c> and <c>trace</c> are recognized in any case. <see cref="Map"/> adds further words.
    /// </remarks>
    public string? Field { get; set; }

    /// <summary>
    /// Gets or sets additional words and the severity that each represents, such as <c>deny</c> for <c>warning</c>. They take precedence
    /// over the known names. Case is ignored.
    /// </summary>
    /// <value>The default is empty.</value>
    /// <remarks>Requires <see cref="Field"/>.</remarks>
    public IDictionary<string, string> Map { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the severity of a record whose field is absent or does not contain a known severity.</summary>
    /// <value>The default is <c>info</c>.</value>
    public string Default { get; set; } = "info";

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (Field is not null)
        {
            RecordVariable.Parse(Field, nameof(Field), errors);
        }

        else if (Map.Count > 0)
        {
            errors.Add(
                nameof(Map),
                $"The option has no effect, because {nameof(Field)} is missing.",
                $"Specify {nameof(Field)}, or remove {nameof(Map)}.");
        }

        foreach ((string word, string severity) in Map)
        {
            if (word.Length == 0)
            {
                errors.Add(nameof(Map), "The name of an entry is empty.", "Specify a name, or remove the entry.");
            }
            else
            {
                Check(severity, $"{nameof(Map)}:{word}", errors);
            }
        }

        Check(Default, nameof(Default), errors);
    }

    private static void Check(string? severity, string path, OptionErrors errors)
    {
        if (!SyslogCodes.Severities.TryGet(severity, out _))
        {
            errors.Add(
                path,
                $"'{severity}' is not a valid severity.",
                "Specify emerg, alert, crit, err, warning, notice, info or debug, or a number from 0 to 7.");
        }
    }
}
