using System.Globalization;
using System.Text;

namespace SlsSyslog.Transports;

/// <summary>The first frame of a session: what we are and can do.</summary>
internal static class RelpOffer
{
    // librelp refuses a session that does not offer the command syslog.
    private static readonly string Offers =
        $"relp_version=0\nrelp_software=SlsSyslog,{typeof(RelpOffer).Assembly.GetName().Version?.ToString(2)}\ncommands=syslog";

    public static ReadOnlyMemory<byte> Open { get; } =
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1 open {Offers.Length} {Offers}\n"));
}
