namespace SlsSyslog.ConsumerGroups.Tests;

// The files of the folder Corpus: `raw` is the original, `lz4` and `hc.lz4` are compressed by the reference library 1.9.4.
internal static class Corpus
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(Corpus).Assembly.GetManifestResourceStream($"SlsSyslog.ConsumerGroups.Tests.Corpus.{name}")
            ?? throw new FileNotFoundException(name);
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
