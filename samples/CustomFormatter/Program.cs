using CustomFormatter;
using SlsSyslog.Serialization;

// Both bodies after the same header, framed for a TCP receiver. In a forwarder, one call on the route selects the body: .FormatBody<SigninLine>().
MessageOptions message = new() { Facility = "authpriv", AppName = "actiontrail", Severity = { Field = "level" } };
LogRecordBuilder record = new LogRecordBuilder()
    .SetTime(DateTimeOffset.FromUnixTimeSeconds(1768464551))
    .SetSource("actiontrail")
    .AddField("level", "notice")
    .AddField("event.userIdentity.userName", "alice\n<14>1 forged")
    .AddField("event.sourceIpAddress", "198.51.100.23");

using FrameBuffer frames = new(SyslogFraming.LineFeed);
frames.Append(message.CreateFormatter(new SigninLine()), record.Record);
frames.Append(message.CreateFormatter(new ReadableLine()), record.Record);

try
{
    using Stream output = Console.OpenStandardOutput();
    output.Write(frames.Memory.Span);
    return 0;
}
catch (IOException exception)
{
    // The output is full, for example, and the place for errors may be full as well.
    try
    {
        await Console.Error.WriteLineAsync(exception.Message);
    }
    catch (IOException)
    {
    }

    return 1;
}
