using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Every key of the section <c>Message</c>.</summary>
internal static class MessageSchema
{
    public static void Read(SectionReader reader, RouteOptions route)
    {
        MessageOptions message = route.Message;
        reader.Text("Preset", name => UsePreset(reader, message, name));
        reader.Choice<SyslogEnvelope>(nameof(message.Envelope), value => message.Envelope = value);
        reader.Text(nameof(message.Body), value => ChooseBody(route, value));
        reader.Choice<OversizePolicy>(nameof(message.Oversize), value => message.Oversize = value);
        reader.Count(nameof(message.MaxBytes), value => message.MaxBytes = value);
        reader.Flag(nameof(message.MarkTruncation), value => message.MarkTruncation = value);
        ReadHeader(reader, message);
        reader.Section(nameof(message.Rfc3164), inner =>
        {
            inner.Flag(nameof(message.Rfc3164.UseIso8601Timestamp), value => message.Rfc3164.UseIso8601Timestamp = value);
            inner.Flag(nameof(message.Rfc3164.PreserveNames), value => message.Rfc3164.PreserveNames = value);
        });
        reader.Section(nameof(message.Rfc5424), inner => ReadRfc5424(inner, message.Rfc5424));
        reader.Section(nameof(message.Fields), inner => ReadFields(inner, message.Fields));
        foreach (BodyFormat format in BodyFormats.BuiltIn)
        {
            reader.Section(format.Name, inner => ReadBody(inner, format.Name == message.Body.FormatName ? message.Body : format.CreateOptions()));
        }
    }

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
    private static void ChooseBody(RouteOptions route, string name)
    {
        BodyFormat? format = BodyFormats.BuiltIn.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        route.BodyName = format is null ? name : null;
        if (format is not null && format.Name != route.Message.Body.FormatName)
        {
            route.Message.Body = format.CreateOptions();
        }
    }

    private static void ReadHeader(SectionReader reader, MessageOptions message)
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
        reader.Text(nameof(message.TimeField), value => message.TimeField = value);
        reader.Text(nameof(message.TimeFormat), value => message.TimeFormat = value);
        reader.Text(nameof(message.TimeZone), value => message.TimeZone = value);
        reader.Flag(nameof(message.EscapeBidi), value => message.EscapeBidi = value);
    }

    private static void ReadRfc5424(SectionReader reader, Rfc5424Options header)
    {
        reader.Text(nameof(header.MsgId), value => header.MsgId = value);
        reader.Count(nameof(header.FractionDigits), value => header.FractionDigits = value);
        reader.Flag(nameof(header.AlwaysWriteFraction), value => header.AlwaysWriteFraction = value);
        reader.Flag(nameof(header.WriteBom), value => header.WriteBom = value);
        reader.Text(nameof(header.RecordId), value => header.RecordId = value);
        reader.Section(nameof(header.TimeQuality), inner =>
        {
            inner.Flag(nameof(TimeQualityOptions.TzKnown), value => header.TimeQuality.TzKnown = value);
            inner.Flag(nameof(TimeQualityOptions.IsSynced), value => header.TimeQuality.IsSynced = value);
            inner.Count(nameof(TimeQualityOptions.SyncAccuracy), value => header.TimeQuality.SyncAccuracy = value);
        });
        reader.Section(nameof(header.Origin), inner =>
        {
            inner.List(nameof(OriginOptions.Ip), header.Origin.Ip.Add);
            inner.Text(nameof(OriginOptions.EnterpriseId), value => header.Origin.EnterpriseId = value);
            inner.Text(nameof(OriginOptions.Software), value => header.Origin.Software = value);
            inner.Text(nameof(OriginOptions.SwVersion), value => header.Origin.SwVersion = value);
        });
        reader.Sections(nameof(header.StructuredData), (_, inner) =>
        {
            StructuredDataOptions element = new();
            inner.Text(nameof(element.Id), value => element.Id = value);
            inner.Section(nameof(element.Fields), fields => ReadFields(fields, element.Fields));
            header.StructuredData.Add(element);
        });
    }

    private static void ReadBody(SectionReader reader, BodyOptions body)
    {
        switch (body)
        {
            case DelimitedOptions delimited:
                reader.Text(nameof(delimited.Separator), value => delimited.Separator = value);
                reader.Text(nameof(delimited.KeyValueDelimiter), value => delimited.KeyValueDelimiter = value);
                break;
            case JsonOptions json:
                reader.Flag(nameof(json.WriteNumbersUnquoted), value => json.WriteNumbersUnquoted = value);
                break;
            case CefOptions cef:
                ReadCef(reader, cef);
                break;
            case LeefOptions leef:
                ReadLeef(reader, leef);
                break;
            case FieldBodyOptions field:
                reader.Text(nameof(field.Name), value => field.Name = value);
                break;
            case TemplateBodyOptions template:
                reader.Text(nameof(template.Text), value => template.Text = value);
                break;
            default:
                break;
        }
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
        reader.Text(nameof(leef.FormatVersion), value => leef.FormatVersion = value);
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
