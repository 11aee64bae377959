using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Writes the key-value body strictly by its grammar.</summary>
internal static class ReferenceKeyValue
{
    public static void Write(RecordModel model, ReferenceText text, string separator, string delimiter)
    {
        foreach ((byte[] key, byte[] value) in model.Pairs())
        {
            text.AddPair(
                separator, key, Escapes.Backslash($"\\{separator[0]}{delimiter[0]}"), delimiter, value, Escapes.Backslash($"\\{separator[0]}"), "");
        }
    }
}
