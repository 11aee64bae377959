namespace SlsSyslog.Serialization;

/// <summary>Checks the options of a message that depend on a format or on each other.</summary>
internal static class MessageRules
{
    public static void CheckHeader(MessageOptions message, OptionErrors errors)
    {
        SyslogTemplate facility = SyslogTemplate.Parse(message.Facility, nameof(message.Facility), errors);
        if (facility.IsConstant && !SyslogCodes.Facilities.TryGet(message.Facility, out _))
        {
            errors.Add(
                nameof(message.Facility),
                $"'{message.Facility}' is not a valid facility.",
                "Specify a name such as user or local4, a number from 0 to 23, or a template such as {facility|local4}.");
        }

        SyslogTemplate.Parse(message.Hostname, nameof(message.Hostname), errors);
        SyslogTemplate.Parse(message.AppName, nameof(message.AppName), errors);
        SyslogTemplate.Parse(message.ProcId, nameof(message.ProcId), errors);
        CheckTimeField(message, errors);
        CheckZone(message.TimeZone, nameof(message.TimeZone), errors);
        CheckTruncationMark(message, errors);
        CheckAddedFields(message, errors);
    }

    public static void CheckTimeField(MessageOptions message, OptionErrors errors)
    {
        if (message.TimeField is not null)
        {
            RecordVariable.Parse(message.TimeField, nameof(message.TimeField), errors);
        }

        if (!EventTimeParser.IsFormat(message.TimeFormat))
        {
            errors.Add(
                nameof(message.TimeFormat),
                $"'{message.TimeFormat}' is not a valid time format.",
                "Specify iso8601, unix, unixms, unixus, unixns, unixauto, or a .NET format with year, month and day, such as yyyy-MM-dd HH:mm:ss.");
        }

        CheckZone(message.TimeZoneOfField, nameof(message.TimeZoneOfField), errors);
    }

    public static void CheckBody(MessageOptions message, OptionErrors errors)
    {
        if (message.Body is NoBodyOptions && message.Envelope != SyslogEnvelope.Rfc5424)
        {
            errors.Add(
                nameof(message.Body),
                $"The message would be empty: it has no body, and the envelope is {message.Envelope}.",
                "Specify a body, or the envelope Rfc5424 with structured data.");
        }

        if (message.Oversize == OversizePolicy.Split && (!message.Body.WritesFields || message.Body is AlibabaSampleOptions))
        {
            errors.Add(
                nameof(message.Oversize),
                $"A message with the body {message.Body.FormatName} cannot be split: it has no pairs that no log can write.",
                "Specify Truncate or DeadLetter, or another body.");
        }

        // A mask that has no effect would send what its author wants to hide.
        if (message.Fields.HidesPairs && !message.Body.WritesFields)
        {
            errors.Add(
                nameof(message.Fields),
                $"The option has no effect with the body {message.Body.FormatName}, which selects its own content.",
                $"Remove {nameof(message.Fields)}, or specify another body.");
        }
    }

    public static void CheckStructuredData(MessageOptions message, OptionErrors errors)
    {
        Rfc5424Options rfc5424 = message.Rfc5424;
        if (message.Envelope == SyslogEnvelope.Rfc5424)
        {
            return;
        }

        (string Name, bool IsSet)[] elements =
        [
            (nameof(rfc5424.RecordId), rfc5424.RecordId is not null),
            (nameof(rfc5424.TimeQuality), rfc5424.TimeQuality.IsSet),
            (nameof(rfc5424.Origin), rfc5424.Origin.IsSet),
            (nameof(rfc5424.StructuredData), rfc5424.StructuredData.Count > 0),
        ];
        foreach ((string name, _) in elements.Where(element => element.IsSet))
        {
            errors.Add(
                $"{nameof(message.Rfc5424)}:{name}",
                $"The option has no effect with the envelope {message.Envelope}, which has no structured data.",
                $"Remove {name}, or specify the envelope Rfc5424.");
        }
    }

    private static void CheckZone(string zone, string path, OptionErrors errors)
    {
        if (!EventTimeParser.IsZone(zone))
        {
            errors.Add(
                path,
                OutputTimeZone.IsDatabaseMissing
                    ? $"'{zone}' cannot be found, because this system has no time zone database."
                    : $"'{zone}' is not a known time zone.",
                OutputTimeZone.IsDatabaseMissing
                    ? "Install the package tzdata, or specify UTC or an offset such as +08:00."
                    : "Specify UTC, an offset such as +08:00, or a name such as Asia/Shanghai.");
        }
    }

    private static void CheckAddedFields(MessageOptions message, OptionErrors errors)
    {
        foreach (string name in message.AddFields.Keys)
        {
            if (name.Length == 0 || (name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal)))
            {
                errors.Add(
                    $"{nameof(message.AddFields)}:{name}",
                    $"'{name}' cannot be the name of an added field.",
                    "Specify a name without __ at its ends.");
            }
        }
    }

    private static void CheckTruncationMark(MessageOptions message, OptionErrors errors)
    {
        foreach ((string name, string newName) in message.Fields.Rename)
        {
            string path = $"{nameof(message.Fields)}:{nameof(message.Fields.Rename)}:{name}";
            if (message.MarkTruncation && newName == FieldRules.TruncationMark)
            {
                errors.Add(path, $"The name '{newName}' is reserved while {nameof(message.MarkTruncation)} is true.", "Specify another name.");
            }

            if (newName is FieldRules.GapMark or FieldRules.HeartbeatMark)
            {
                string owner = newName == FieldRules.GapMark ? "gap records" : "heartbeat records";
                errors.Add(path, $"The name '{newName}' is reserved for {owner}.", "Specify another name.");
            }
        }
    }
}
