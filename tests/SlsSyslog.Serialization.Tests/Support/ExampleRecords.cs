namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Provides the records of the documentation and of the golden files.</summary>
internal static class ExampleRecords
{
    public static LogRecordBuilder AccessLog() => new LogRecordBuilder()
        .Clear(new LogOrigin("sec-prod", "nginx-access", "3"), groupCursor: 1768464551000123)
        .SetTime(1768464551, 123_456_789)
        .SetTopic("nginx-access")
        .SetSource("10.0.0.7")
        .AddTag("__hostname__", "web-1.example.com")
        .AddField("remote_addr", "203.0.113.9")
        .AddField("request_method", "GET")
        .AddField("request_uri", "/login?user=a|b&next=/a=b")
        .AddField("status", "200")
        .AddField("level", "warn")
        .AddField("http_user_agent", "Mozilla/5.0 (X11; Linux x86_64)");

    public static LogRecordBuilder AuditLog() => new LogRecordBuilder()
        .Clear(new LogOrigin("sec-prod", "actiontrail", "0"), groupCursor: 1768464551000456)
        .SetTime(1768464552)
        .SetTopic("actiontrail_audit_event")
        .SetSource("actiontrail")
        .AddTag("__receive_time__", "1768464560")
        .AddField("event.eventId", "8F5B7F4B-8F5B-4F0A-9F0A-8F5B7F4B8F5B")
        .AddField("event.eventName", "ConsoleSignin")
        .AddField("event.sourceIpAddress", "198.51.100.23")
        .AddField("event.userIdentity.userName", "张伟")
        .AddField("event.additionalEventData", """{"mfaChecked":"false","path":"C:\\new"}""");

    public static LogRecordBuilder HostileLog() => new LogRecordBuilder()
        .Clear(new LogOrigin("sec-prod", "app", "1"), groupCursor: 1768464551000789)
        .SetTime(1768464553)
        .SetTopic("app]\n<14>1 forged")
        .SetSource("bücher.example")
        .AddTag("k=\"]", "v")
        .AddField("message", "first line\nsecond|line=\"x\"]\\ \t^\0")
        .AddField("broken"u8, [(byte)'a', 0xFF, (byte)'b'])
        .AddField("level", "debug")
        .AddField("level", "fatal")
        .AddField("", "no key");
}
