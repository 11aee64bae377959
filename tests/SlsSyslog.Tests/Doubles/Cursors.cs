using System.Globalization;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Creates cursors as SLS does: numbers in base64.</summary>
internal static class Cursors
{
    public static LogPosition At(long number) =>
        new(Convert.ToBase64String(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))));

    public static int NumberOf(LogPosition position) =>
        int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(position.Cursor)), CultureInfo.InvariantCulture);
}
