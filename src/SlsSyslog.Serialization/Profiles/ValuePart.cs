namespace SlsSyslog.Serialization;

/// <summary>Finds one part of a value that is a list.</summary>
internal sealed class ValuePart(byte separator, int index)
{
    /// <summary>Gets the position of the part without blanks around it; an empty part when the list is shorter.</summary>
    public (int Start, int Length) Find(scoped ReadOnlySpan<byte> value)
    {
        int start = 0;
        int end = value.Length;
        if (index >= 0)
        {
            for (int i = 0; i < index; i++)
            {
                int found = value[start..].IndexOf(separator);
                if (found < 0)
                {
                    return default;
                }

                start += found + 1;
            }

            int next = value[start..].IndexOf(separator);
            end = next < 0 ? value.Length : start + next;
        }
        else
        {
            for (int i = -1; i > index; i--)
            {
                end = value[..end].LastIndexOf(separator);
                if (end < 0)
                {
                    return default;
                }
            }

            start = value[..end].LastIndexOf(separator) + 1;
        }

        while (start < end && value[start] == ' ')
        {
            start++;
        }

        while (end > start && value[end - 1] == ' ')
        {
            end--;
        }

        return (start, end - start);
    }
}
