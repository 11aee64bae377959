namespace SlsSyslog.Serialization;

/// <summary>A whole message format: envelope, body, framing and size. A preset is one of these with everything set.</summary>
public sealed class SyslogFormatOptions
{
    /// <summary>What stands before the body. Default RFC 5424.</summary>
    public SyslogEnvelope Envelope { get; set; }

    /// <summary>How a record becomes text. Default key-value.</summary>
    public SyslogBody Body { get; set; }

    /// <summary>How the receiver finds the ends of messages. Default octet counting.</summary>
    public SyslogFraming Framing { get; set; }

    /// <summary>The longest message, bytes without the frame; at least 480. Default 8192.</summary>
    public int MaxMessageBytes { get; set; } = FrameBuffer.DefaultMaxMessageBytes;

    /// <summary>The header of RFC 5424, for that envelope.</summary>
    public Rfc5424Options Rfc5424 { get; set; } = new();

    /// <summary>The header of RFC 3164, for that envelope.</summary>
    public Rfc3164Options Rfc3164 { get; set; } = new();

    /// <summary>The key-value body, and the separators of Alibaba's sample.</summary>
    public KeyValueOptions KeyValue { get; set; } = new();

    /// <summary>The JSON body.</summary>
    public JsonOptions Json { get; set; } = new();

    /// <summary>The CEF body.</summary>
    public CefOptions Cef { get; set; } = new();

    /// <summary>The LEEF body.</summary>
    public LeefOptions Leef { get; set; } = new();

    /// <summary>The field of the body that is one field. Default <c>content</c>.</summary>
    public string Field { get; set; } = "content";

    /// <summary>The template of the body that is a template. Default empty; required for that body.</summary>
    public string Template { get; set; } = "";

    /// <summary>The options of the envelope that is chosen; those of RFC 5424 when none is.</summary>
    public HeaderOptions Header => Envelope == SyslogEnvelope.Rfc3164 ? Rfc3164 : Rfc5424;

    /// <summary>The format for a receiver, by one word.</summary>
    /// <param name="name">One of <see cref="SyslogPresets.Names"/>, in any case.</param>
    /// <returns>Options of one's own, to be changed at will.</returns>
    /// <exception cref="ArgumentException">There is no such preset; the message names those there are.</exception>
    public static SyslogFormatOptions FromPreset(string name) => SyslogPresets.Create(name);

    /// <summary>Finds everything that is wrong with the parts that are used.</summary>
    /// <returns>Empty when the options can be used.</returns>
    public IReadOnlyList<OptionFault> FindFaults()
    {
        OptionFaults faults = new();
        AddFaults(faults);
        return faults.Found;
    }

    /// <summary>Makes the formatter: envelope and body.</summary>
    /// <returns>A formatter for any number of threads.</returns>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public IMessageFormatter CreateFormatter() => CreateFormatter(null);

    /// <summary>Makes the formatter with a body of one's own.</summary>
    /// <param name="body">The body; null for the one that <see cref="Body"/> names.</param>
    /// <returns>A formatter for any number of threads.</returns>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public IMessageFormatter CreateFormatter(IMessageFormatter? body)
    {
        OptionFaults faults = new();
        AddFaults(faults, ownBody: body is not null);
        faults.ThrowIfAny(nameof(SyslogFormatOptions));
        body ??= CreateBody();
        return (Envelope, body) switch
        {
            (SyslogEnvelope.Rfc5424, null) => new Rfc5424Formatter(Rfc5424),
            (SyslogEnvelope.Rfc5424, _) => new Rfc5424Formatter(Rfc5424, body),
            (SyslogEnvelope.Rfc3164, not null) => new Rfc3164Formatter(Rfc3164, body),
            _ => body!,
        };
    }

    /// <summary>Makes an empty buffer with this framing and size.</summary>
    /// <returns>The buffer, owned by the caller.</returns>
    public FrameBuffer CreateFrameBuffer() => new(Framing, MaxMessageBytes);

    private IMessageFormatter? CreateBody() => Body switch
    {
        SyslogBody.KeyValue => new KeyValueFormatter(KeyValue),
        SyslogBody.Json => new JsonFormatter(Json),
        SyslogBody.Cef => new CefFormatter(Cef),
        SyslogBody.Leef => new LeefFormatter(Leef),
        SyslogBody.Sample => new SampleFormatter(KeyValue),
        SyslogBody.Field => new FieldFormatter(Field),
        SyslogBody.Template => new TemplateFormatter(Template),
        _ => null,
    };

    private void AddFaults(OptionFaults faults, bool ownBody = false)
    {
        if (!Enum.IsDefined(Envelope) || !Enum.IsDefined(Body) || !Enum.IsDefined(Framing))
        {
            faults.Add("Envelope, Body, Framing", "one of them is no member of its enumeration.");
        }

        if (MaxMessageBytes < 480)
        {
            faults.Add(nameof(MaxMessageBytes), $"{MaxMessageBytes} is too small. Write at least 480, which every receiver must take (RFC 5424 6.1).");
        }

        if (Envelope != SyslogEnvelope.Rfc5424 && Body == SyslogBody.None && !ownBody)
        {
            faults.Add(nameof(Body), "without a body the message would be empty. Choose a body, or the envelope Rfc5424 with structured data.");
        }

        faults.AddAll(nameof(Rfc5424), Envelope == SyslogEnvelope.Rfc5424 ? Rfc5424.FindFaults() : []);
        faults.AddAll(nameof(Rfc3164), Envelope == SyslogEnvelope.Rfc3164 ? Rfc3164.FindFaults() : []);
        if (!ownBody)
        {
            AddBodyFaults(faults);
        }
    }

    private void AddBodyFaults(OptionFaults faults)
    {
        switch (Body)
        {
            case SyslogBody.KeyValue or SyslogBody.Sample:
                faults.AddAll(nameof(KeyValue), KeyValue.FindFaults());
                break;
            case SyslogBody.Json:
                faults.AddAll(nameof(Json), Json.FindFaults());
                break;
            case SyslogBody.Cef:
                faults.AddAll(nameof(Cef), Cef.FindFaults());
                break;
            case SyslogBody.Leef:
                faults.AddAll(nameof(Leef), Leef.FindFaults());
                break;
            case SyslogBody.Field:
                RecordVariable.Parse(Field ?? "", nameof(Field), faults);
                break;
            case SyslogBody.Template when string.IsNullOrEmpty(Template):
                faults.Add(nameof(Template), "it is empty. Write a text such as user={user} from {__source__}.");
                break;
            case SyslogBody.Template:
                SyslogTemplate.Parse(Template, nameof(Template), faults);
                break;
            default:
                break;
        }
    }
}
