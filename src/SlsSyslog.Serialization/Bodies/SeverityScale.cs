namespace SlsSyslog.Serialization;

// CEF and LEEF count severity the other way round, up to 10.
internal static class SeverityScale
{
    public static byte ToTen(int severity) => "\u000A\u0009\u0008\u0007\u0005\u0003\u0002\u0001"u8[severity];
}
