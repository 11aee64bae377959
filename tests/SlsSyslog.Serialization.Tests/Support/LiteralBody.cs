using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Writes a constant without escapes, as a careless custom formatter could.</summary>
internal sealed class LiteralBody(byte[] text) : IMessageFormatter
{
    public LiteralBody(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.WriteLiteral(text);
}
