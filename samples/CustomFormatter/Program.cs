using CustomFormatter;
using SlsSyslog.Serialization;

// Both bodies behind the same header, framed as a TCP receiver wants them. In a forwarder the body is one call on the route:
// .FormatBody<SigninLine>().
MessageOptions header = new() { Facility = "authpriv", AppName = "actiontrail", Severity = { Field = "level" } };
LogRecordBuilder record = new LogRecordBuilder()
    .SetTime(DateTimeOffset.FromUnixTimeSeconds(1768464551))
    .SetSource("actiontrail")
    .AddField("level", "notice")
    .AddField("event.userIdentity.userName", "alice\n<14>1 forged")
    .AddField("event.sourceIpAddress", "198.51.100.23");

using FrameBuffer frames = new(SyslogFraming.LineFeed);
frames.Append(new Rfc5424Formatter(header, new SigninLine()), record.Record);
frames.Append(new Rfc5424Formatter(header, new ReadableLine()), record.Record);

using Stream output = Console.OpenStandardOutput();
output.Write(frames.Memory.Span);
