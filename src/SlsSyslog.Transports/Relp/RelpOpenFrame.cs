namespace SlsSyslog.Transports;

/// <summary>Provides the first frame of a session, which contains the offers of the client.</summary>
internal static class RelpOpenFrame
{
    // librelp rejects a session that does not offer the command syslog.
    private static readonly string Offers =
        $"relp_version=0\nrelp_software=SlsSyslog,{typeof(RelpOpenFrame).Assembly.GetName().Version?.ToString(2)}\ncommands=syslog";

    public static ReadOnlyMemory<byte> Bytes { get; } =
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1 open {Offers.Length} {Offers}\n"));
}
