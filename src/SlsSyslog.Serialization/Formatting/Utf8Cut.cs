using System.Text;

namespace SlsSyslog.Serialization;

internal static class Utf8Cut
{
    // How much of the data fits into the room when it is cut between two characters.
    public static int FitLength(ReadOnlySpan<byte> data, int room)
    {
        if (data.Length <= room)
        {
            return data.Length;
        }

        int cut = room;
        while (cut > 0 && room - cut < 3 && (data[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        // Stray continuation bytes belong to nothing and may be parted.
        _ = Rune.DecodeFromUtf8(data[cut..], out _, out int length);
        return cut + length > room ? cut : room;
    }
}
