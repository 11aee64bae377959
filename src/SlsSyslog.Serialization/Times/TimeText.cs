namespace SlsSyslog.Serialization;

/// <summary>Reads times of logs: ISO 8601 extended and basic, with slashes or blanks, and <c>31/Jan/2026:08:00:00 +0800</c>.</summary>
internal ref struct TimeText
{
    private ReadOnlySpan<byte> _rest;

    private TimeText(ReadOnlySpan<byte> text) => _rest = text;

    private static ReadOnlySpan<byte> MonthNames => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    private readonly byte Next => _rest.IsEmpty ? (byte)0 : _rest[0];

    /// <summary>Removes blanks and line breaks around a text, then brackets.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        return text.Length > 1 && text[0] == '[' && text.IndexOf((byte)']') == text.Length - 1 ? text[1..^1].Trim((byte)' ') : text;
    }

    /// <summary>Reads a trimmed text. Returns false when it is not a valid time.</summary>
    public static bool TryParse(scoped ReadOnlySpan<byte> text, OutputTimeZone zone, out long unixSeconds, out int nanoseconds)
    {
        (unixSeconds, nanoseconds) = (0, 0);
        TimeText reader = new(text);
        if (!reader.TryReadDate(out int days, out bool isBasic) || !reader.TryReadTime(isBasic, out int seconds, out nanoseconds))
        {
            return false;
        }

        unixSeconds = (days * 86_400L) + seconds;
        if (reader.TryReadOffset(out int offset))
        {
            unixSeconds -= offset;
            return reader.IsAtEndOfZone();
        }

        if (!reader._rest.IsEmpty)
        {
            return false;
        }

        // Second 60 and hour 24 are outside of the calendar, not outside of the day.
        DateTime local = DateTime.UnixEpoch.AddSeconds(Math.Min(unixSeconds, UnixTime.LatestSecond));
        unixSeconds -= (long)zone.GetOffsetOfLocal(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).TotalSeconds;
        return true;
    }

    private bool TryReadDate(out int days, out bool isBasic)
    {
        isBasic = false;
        days = 0;
        int digits = CountDigits();
        int year;
        int month;
        int day;
        if (digits is 1 or 2)
        {
            // 31/Jan/2026
            day = ReadDigits(digits);
            if (!TrySkip('/') || !TryReadMonthName(out month) || !TrySkip('/') || CountDigits() != 4)
            {
                return false;
            }

            year = ReadDigits(4);
        }
        else if (digits == 4)
        {
            year = ReadDigits(4);
            char separator = Next == '/' ? '/' : '-';
            if (!TrySkip(separator) || !TryReadShort(out month) || !TrySkip(separator) || !TryReadShort(out day))
            {
                return false;
            }
        }
        else if (digits is 8 or 14)
        {
            isBasic = true;
            year = ReadDigits(4);
            month = ReadDigits(2);
            day = ReadDigits(2);
        }
        else
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = (int)(new DateTime(year, month, day).Ticks / TimeSpan.TicksPerDay) - (int)(DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay);
        return true;
    }

    // A date without a time is the start of the day.
    private bool TryReadTime(bool isBasic, out int seconds, out int nanoseconds)
    {
        (seconds, nanoseconds) = (0, 0);
        if (_rest.IsEmpty)
        {
            return true;
        }

        if (!TrySkip('T') && !TrySkip('t') && !TrySkip(':') && !TrySkipBlanks() && !(isBasic && char.IsAsciiDigit((char)Next)))
        {
            return false;
        }

        int second = 0;
        int digits = CountDigits();
        int hour = digits switch
        {
            1 or 2 => ReadDigits(digits),
            4 or 6 => ReadDigits(2),
            _ => -1,
        };
        bool hasColons = digits < 3;
        if (hour < 0 || (hasColons && (!TrySkip(':') || CountDigits() != 2)))
        {
            return false;
        }

        int minute = ReadDigits(2);
        if (hasColons ? TrySkip(':') : digits == 6)
        {
            if (CountDigits() != 2)
            {
                return false;
            }

            second = ReadDigits(2);
            nanoseconds = ReadFraction();
        }

        if (!TryReadHalf(ref hour) || hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0 || nanoseconds > 0)))
        {
            return false;
        }

        seconds = (hour * 3600) + (minute * 60) + second;
        return nanoseconds >= 0;
    }

    // AM or PM.
    private bool TryReadHalf(ref int hour)
    {
        ReadOnlySpan<byte> rest = _rest.TrimStart((byte)' ');
        bool isAfternoon = rest.Length == 2 && Ascii.EqualsIgnoreCase(rest, "PM"u8);
        if (!isAfternoon && !(rest.Length == 2 && Ascii.EqualsIgnoreCase(rest, "AM"u8)))
        {
            return true;
        }

        _rest = default;
        bool isValid = hour is > 0 and < 13;
        hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return isValid;
    }

    // Digits after the ninth are dropped. Returns -1 when there are none.
    private int ReadFraction()
    {
        if (!TrySkip('.') && !TrySkip(','))
        {
            return 0;
        }

        int digits = CountDigits();
        if (digits == 0)
        {
            return -1;
        }

        int used = Math.Min(digits, 9);
        int value = ReadDigits(used);
        _rest = _rest[(digits - used)..];
        for (; used < 9; used++)
        {
            value *= 10;
        }

        return value;
    }

    // Z, UTC, GMT, +08:00, +0800 or +08.
    private bool TryReadOffset(out int seconds)
    {
        seconds = 0;
        ReadOnlySpan<byte> before = _rest;
        TrySkipBlanks();
        if (Next is (byte)'Z' or (byte)'z')
        {
            _rest = _rest[1..];
            return true;
        }

        if (Ascii.EqualsIgnoreCase(_rest, "UTC"u8) || Ascii.EqualsIgnoreCase(_rest, "GMT"u8))
        {
            _rest = default;
            return true;
        }

        bool isNegative = Next == '-';
        if (!TrySkip('+') && !TrySkip('-'))
        {
            _rest = before;
            return false;
        }

        int digits = CountDigits();
        int hours = digits is 2 or 4 ? ReadDigits(2) : 99;
        int minutes = digits == 4 || (digits == 2 && TrySkip(':')) ? (CountDigits() == 2 ? ReadDigits(2) : 99) : 0;
        if (hours > 18 || minutes > 59)
        {
            _rest = before;
            return false;
        }

        seconds = ((hours * 60) + minutes) * (isNegative ? -60 : 60);
        return true;
    }

    // The name of the zone may follow its offset: +0800 CST, +08:00[Asia/Shanghai], +0800 (CST).
    private readonly bool IsAtEndOfZone()
    {
        ReadOnlySpan<byte> name = _rest;
        if (name.Length > 2 && ((name[0] == '[' && name[^1] == ']') || (name.StartsWith(" ("u8) && name[^1] == ')')))
        {
            return true;
        }

        return name.IsEmpty || (name[0] == ' ' && !name.TrimStart((byte)' ').ContainsAnyExceptInRange((byte)'A', (byte)'Z'));
    }

    private bool TryReadMonthName(out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            if (_rest.Length > 3 && Ascii.EqualsIgnoreCase(_rest[..3], MonthNames.Slice((month - 1) * 3, 3)))
            {
                _rest = _rest[3..];
                return true;
            }
        }

        return false;
    }

    private bool TryReadShort(out int value)
    {
        int digits = CountDigits();
        value = digits is 1 or 2 ? ReadDigits(digits) : -1;
        return value >= 0;
    }

    private readonly int CountDigits()
    {
        int count = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? _rest.Length : count;
    }

    private int ReadDigits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            value = (value * 10) + (_rest[i] - '0');
        }

        _rest = _rest[count..];
        return value;
    }

    private bool TrySkip(char value)
    {
        if (Next != value)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private bool TrySkipBlanks()
    {
        ReadOnlySpan<byte> rest = _rest.TrimStart((byte)' ');
        bool isSkipped = rest.Length < _rest.Length;
        _rest = rest;
        return isSkipped;
    }
}
