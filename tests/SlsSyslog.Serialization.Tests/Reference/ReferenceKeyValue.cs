using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Writes the key-value body strictly by its grammar.</summary>
internal static class ReferenceKeyValue
{
    public static void Write(RecordModel model, ReferenceText text, string separator, string delimiter)
    {
        Func<Rune, Rune?, string?> escape = Escapes.Backslash($"\\{separator[0]}{delimiter[0]}");
        (string Suffix, int Length)[] names = ReferenceNames.Distinguish(model, ReferenceNames.WriteWith(escape));
        foreach ((int i, (byte[] key, byte[] value)) in model.Pairs().Index())
        {
            text.AddPair(separator, key, escape, names[i].Suffix + delimiter, value, Escapes.Backslash($"\\{separator[0]}"), "");
        }
    }
}
