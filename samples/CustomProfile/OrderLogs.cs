using SlsSyslog.Serialization;

namespace CustomProfile;

/// <summary>Creates records of an invented order service, which writes one field with JSON text.</summary>
public static class OrderLogs
{
    /// <summary>Gets one record for each JSON text.</summary>
    public static IEnumerable<LogRecordBuilder> All => Texts.Select(text => new LogRecordBuilder()
        .SetTime(DateTimeOffset.FromUnixTimeSeconds(1768464551))
        .SetTopic("orders")
        .SetSource("10.0.0.20")
        .AddField("data", text));

    private static string[] Texts =>
    [
        """
        {"id":"e-1","action":"Create","at":"2026-01-15 16:09:11","customer":{"id":7,"name":"alice"},"forwarded":"203.0.113.9, 10.0.0.1",
        "host":"shop.example.com","path":"/orders","order":"o-100","items":3}
        """,
        """
        {"id":"e-2","action":"refund","at":"2026-01-15 16:09:12","customer":{"id":8},"forwarded":"2001:db8::9","error":"limit exceeded",
        "host":"shop.example.com","order":"o-99","items":"many"}
        """,
        """{"id":"e-3","action":"create","at":"20""",
    ];
}
