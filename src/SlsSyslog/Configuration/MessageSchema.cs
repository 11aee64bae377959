using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Every key of the section <c>Message</c>.</summary>
internal static class MessageSchema
{
    public static void Read(SectionReader reader, MessageOptions message)
    {
        reader.Text("Preset", name => UsePreset(reader, message, name));
        reader.Choice<SyslogEnvelope>("Format", value => message.Format.Envelope = value);
        reader.Text("Body", value => ChooseBody(message, value));
        reader.Choice<OversizePolicy>(nameof(message.Oversize), value => message.Oversize = value);
        reader.Count(nameof(message.MaxBytes), value => message.MaxBytes = value);
        ReadHeader(reader, message, message.Format);
        ReadStructuredData(reader, message.Format.Rfc5424);
        ReadBodies(reader, message.Format);
    }

    /// <summary>The configuration's name of an option of the format: header and key-value options stand directly in the section.</summary>
    public static string PathOf(string option)
    {
        foreach (string flat in (string[])["Rfc5424:", "Rfc3164:", "KeyValue:"])
        {
            if (option.StartsWith(flat, StringComparison.Ordinal))
            {
                return option[flat.Length..];
            }
        }

        foreach (string shared in (string[])[":Fields", ":Severity"])
        {
            if (option.IndexOf(shared, StringComparison.Ordinal) is int at and > 0)
            {
                return option[(at + 1)..];
            }
        }

        return option == nameof(SyslogFormatOptions.MaxMessageBytes) ? nameof(MessageOptions.MaxBytes) : option;
    }

    /// <summary>The fields that the chosen body writes.</summary>
    public static FieldOptions FieldsOf(SyslogFormatOptions format) => format.Body switch
    {
        SyslogBody.Json => format.Json.Fields,
        SyslogBody.Cef => format.Cef.Fields,
        SyslogBody.Leef => format.Leef.Fields,
        _ => format.KeyValue.Fields,
    };

    private static void UsePreset(SectionReader reader, MessageOptions message, string name)
    {
        if (SyslogPresets.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            message.UsePreset(name);
        }
        else
        {
            reader.Fault("Preset", $"is '{name}', which is no preset; write one of {string.Join(", ", SyslogPresets.Names)}.");
        }
    }

    // What is no body of the serializer is the name of a formatter; whether it is registered is seen when the host starts.
    private static void ChooseBody(MessageOptions message, string name)
    {
        bool isBuiltIn = Enum.TryParse(name, ignoreCase: true, out SyslogBody body) && Enum.IsDefined(body) && !char.IsAsciiDigit(name[0]);
        message.BodyFormatter = isBuiltIn ? null : name;
        message.Format.Body = isBuiltIn ? body : message.Format.Body;
    }

    private static void ReadHeader(SectionReader reader, MessageOptions message, SyslogFormatOptions format)
    {
        reader.Text(nameof(message.Facility), value => message.Facility = value);
        reader.Section(nameof(message.Severity), inner =>
        {
            inner.Text(nameof(SeverityOptions.Field), value => message.Severity.Field = value);
            inner.Map(nameof(SeverityOptions.Map), (word, severity) => message.Severity.Map[word] = severity);
            inner.Text(nameof(SeverityOptions.Default), value => message.Severity.Default = value);
        });
        reader.Text(nameof(message.Hostname), value => message.Hostname = value);
        reader.Text(nameof(message.AppName), value => message.AppName = value);
        reader.Text(nameof(message.ProcId), value => message.ProcId = value);
        reader.Text(nameof(HeaderOptions.TimeField), value => Both(header => header.TimeField = value));
        reader.Text(nameof(HeaderOptions.TimeFormat), value => Both(header => header.TimeFormat = value));
        reader.Text(nameof(HeaderOptions.TimeZone), value => Both(header => header.TimeZone = value));
        reader.Flag(nameof(HeaderOptions.EscapeBidi), value => Both(header => header.EscapeBidi = value));
        reader.Flag(nameof(Rfc3164Options.IsoTime), value => format.Rfc3164.IsoTime = value);
        reader.Flag(nameof(Rfc3164Options.KeepNames), value => format.Rfc3164.KeepNames = value);

        void Both(Action<HeaderOptions> set)
        {
            set(format.Rfc5424);
            set(format.Rfc3164);
        }
    }

    private static void ReadStructuredData(SectionReader reader, Rfc5424Options header)
    {
        reader.Text(nameof(header.MsgId), value => header.MsgId = value);
        reader.Count(nameof(header.FractionDigits), value => header.FractionDigits = value);
        reader.Flag(nameof(header.AlwaysWriteFraction), value => header.AlwaysWriteFraction = value);
        reader.Flag(nameof(header.WriteBom), value => header.WriteBom = value);
        reader.Text(nameof(header.RecordId), value => header.RecordId = value);
        reader.Section(nameof(header.TimeQuality), inner =>
        {
            TimeQualityOptions quality = header.TimeQuality ??= new();
            inner.Flag(nameof(quality.TzKnown), value => quality.TzKnown = value);
            inner.Flag(nameof(quality.IsSynced), value => quality.IsSynced = value);
            inner.Count(nameof(quality.SyncAccuracy), value => quality.SyncAccuracy = value);
        });
        reader.Section(nameof(header.Origin), inner =>
        {
            OriginOptions origin = header.Origin ??= new();
            inner.List(nameof(origin.Ip), origin.Ip.Add);
            inner.Text(nameof(origin.EnterpriseId), value => origin.EnterpriseId = value);
            inner.Text(nameof(origin.Software), value => origin.Software = value);
            inner.Text(nameof(origin.SwVersion), value => origin.SwVersion = value);
        });
        reader.Sections(nameof(header.StructuredData), (_, inner) =>
        {
            StructuredDataOptions element = new();
            inner.Text(nameof(element.Id), value => element.Id = value);
            inner.Section(nameof(element.Fields), fields => ReadFields(fields, element.Fields));
            header.StructuredData.Add(element);
        });
    }

    private static void ReadBodies(SectionReader reader, SyslogFormatOptions format)
    {
        reader.Text(nameof(KeyValueOptions.Separator), value => format.KeyValue.Separator = value);
        reader.Text(nameof(KeyValueOptions.PairSign), value => format.KeyValue.PairSign = value);
        reader.Text(nameof(format.Field), value => format.Field = value);
        reader.Text(nameof(format.Template), value => format.Template = value);
        reader.Flag("MarkTruncation", value =>
            format.KeyValue.MarkTruncation = format.Json.MarkTruncation = format.Cef.MarkTruncation = format.Leef.MarkTruncation = value);
        reader.Section("Fields", inner => ReadFields(inner, FieldsOf(format)));
        reader.Section(nameof(format.Json), inner => inner.Flag(nameof(JsonOptions.BareNumbers), value => format.Json.BareNumbers = value));
        reader.Section(nameof(format.Cef), inner => ReadCef(inner, format.Cef));
        reader.Section(nameof(format.Leef), inner => ReadLeef(inner, format.Leef));
    }

    private static void ReadCef(SectionReader reader, CefOptions cef)
    {
        reader.Text(nameof(cef.Vendor), value => cef.Vendor = value);
        reader.Text(nameof(cef.Product), value => cef.Product = value);
        reader.Text(nameof(cef.Version), value => cef.Version = value);
        reader.Text(nameof(cef.EventClassId), value => cef.EventClassId = value);
        reader.Text(nameof(cef.Name), value => cef.Name = value);
        reader.Text(nameof(cef.TimeKey), value => cef.TimeKey = value);
        reader.Map(nameof(cef.Extension), (key, value) => cef.Extension[key] = value);
    }

    private static void ReadLeef(SectionReader reader, LeefOptions leef)
    {
        reader.Text(nameof(leef.Format), value => leef.Format = value);
        reader.Text(nameof(leef.Delimiter), value => leef.Delimiter = value);
        reader.Text(nameof(leef.Vendor), value => leef.Vendor = value);
        reader.Text(nameof(leef.Product), value => leef.Product = value);
        reader.Text(nameof(leef.Version), value => leef.Version = value);
        reader.Text(nameof(leef.EventId), value => leef.EventId = value);
        reader.Text(nameof(leef.SeverityKey), value => leef.SeverityKey = value);
        reader.Text(nameof(leef.TimeKey), value => leef.TimeKey = value);
        reader.Map(nameof(leef.Attributes), (key, value) => leef.Attributes[key] = value);
    }

    private static void ReadFields(SectionReader reader, FieldOptions fields)
    {
        reader.List(nameof(fields.Include), fields.Include.Add);
        reader.List(nameof(fields.Exclude), fields.Exclude.Add);
        reader.Map(nameof(fields.Rename), (name, to) => fields.Rename[name] = to);
        reader.Map(nameof(fields.Mask), (name, how) => fields.Mask[name] = how);
    }
}
