namespace SlsSyslog.Serialization;

internal static class Utf8Cut
{
    // How much of the data fits into the room when it is cut between two characters: the first byte left out must begin one.
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

        return (data[cut] & 0xC0) == 0x80 ? room : cut;
    }
}
