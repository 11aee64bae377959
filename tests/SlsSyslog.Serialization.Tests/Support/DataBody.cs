using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Writes a value as data, as a custom formatter should.</summary>
internal sealed class DataBody(byte[] data) : IMessageFormatter
{
    public DataBody(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.Write(data);
}
