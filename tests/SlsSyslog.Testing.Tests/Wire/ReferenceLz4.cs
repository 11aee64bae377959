namespace SlsSyslog.Testing.Tests;

/// <summary>A second, independent LZ4 block decoder, written from the description of the format.</summary>
internal static class ReferenceLz4
{
    public static byte[] Decode(byte[] block)
    {
        List<byte> output = new();
        Walk(block, output.Add, (offset, length) =>
        {
            for (; length > 0; length--)
            {
                output.Add(output[^offset]);
            }
        });
        return [.. output];
    }

    public static int LastLiterals(byte[] block)
    {
        int literals = 0;
        Walk(block, _ => literals++, (_, _) => literals = 0);
        return literals;
    }

    private static void Walk(byte[] block, Action<byte> onLiteral, Action<int, int> onMatch)
    {
        Queue<byte> input = new(block);
        while (true)
        {
            byte token = input.Dequeue();
            for (int left = Length(input, token / 16); left > 0; left--)
            {
                onLiteral(input.Dequeue());
            }

            if (input.Count == 0)
            {
                return;
            }

            int offset = input.Dequeue() + (256 * input.Dequeue());
            onMatch(offset, Length(input, token % 16) + 4);
        }
    }

    private static int Length(Queue<byte> input, int nibble)
    {
        int length = nibble;
        for (int next = nibble == 15 ? 255 : 0; next == 255;)
        {
            next = input.Dequeue();
            length += next;
        }

        return length;
    }
}
