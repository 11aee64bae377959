using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>The key-value body by the letter of its grammar.</summary>
internal static class ReferenceKeyValue
{
    public static void Write(RecordModel model, ReferenceText text, string separator, string pairSign)
    {
        foreach ((byte[] key, byte[] value) in model.Pairs())
        {
            text.AddPair(
                separator, key, Escapes.Backslash($"\\{separator[0]}{pairSign[0]}"), pairSign, value, Escapes.Backslash($"\\{separator[0]}"), "");
        }
    }
}
