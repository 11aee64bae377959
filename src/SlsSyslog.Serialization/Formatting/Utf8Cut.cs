namespace SlsSyslog.Serialization;

/// <summary>Cuts UTF-8 text between two characters.</summary>
internal static class Utf8Cut
{
    /// <summary>Gets how many bytes of the data fit when it is cut between two characters.</summary>
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

        // Stray continuation bytes do not belong to a character and can be separated.
        _ = Rune.DecodeFromUtf8(data[cut..], out _, out int length);
        return cut + length > room ? cut : room;
    }
}
