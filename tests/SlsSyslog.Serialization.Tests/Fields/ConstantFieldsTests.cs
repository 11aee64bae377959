using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Fields;

public class ConstantFieldsTests
{
    [Theory]
    [InlineData("KeyValue")]
    [InlineData("Json")]
    [InlineData("Cef")]
    [InlineData("Leef")]
    public void Apply_Record_AddsTheFields(string body)
    {
        MessageOptions message = MessagePairs.Create(body);
        message.AddFields["environment"] = "test";
        message.AddFields["team"] = "soc";

        List<(string Key, string Value)> pairs = MessagePairs.Read(body, Format(message, new LogRecordBuilder().Clear().AddField("a", "1")));

        Assert.Contains(("a", "1"), pairs);
        Assert.Contains(("environment", "test"), pairs);
        Assert.Contains(("team", "soc"), pairs);
    }

    [Fact]
    public void Apply_LogWithTheSameName_CannotWriteIt()
    {
        MessageOptions message = MessagePairs.Create("KeyValue");
        message.AddFields["environment"] = "test";
        message.AddFields["environment_"] = "second";
        LogRecordBuilder builder = new LogRecordBuilder().Clear().AddField("environment", "forged").AddField("environment", "again");

        List<(string Key, string Value)> pairs = MessagePairs.Read("KeyValue", Format(message, builder));

        Assert.Equal("test", Assert.Single(pairs, pair => pair.Key == "environment").Value);
        Assert.Equal("second", Assert.Single(pairs, pair => pair.Key == "environment_").Value);
        Assert.Contains(pairs, pair => pair.Value == "forged");
        Assert.Contains(pairs, pair => pair.Value == "again");
    }

    [Fact]
    public void Apply_Record_TemplatesReadTheFields()
    {
        MessageOptions message = new() { Hostname = "{environment}", AppName = "a" };
        message.AddFields["environment"] = "test";

        Assert.Contains("Z test a ", Format(message, new LogRecordBuilder().Clear().AddField("x", "1")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("__topic__")]
    public void Validate_ReservedName_IsAnError(string name)
    {
        MessageOptions message = new();
        message.AddFields[name] = "x";

        Assert.Equal($"AddFields:{name}", Assert.Single(message.Validate()).Path);
    }

    [Fact]
    public void Apply_Steady_DoesNotAllocate()
    {
        MessageOptions message = new();
        message.AddFields["environment"] = "test";
        RecordTransform transform = message.CreateTransform()!;
        LogRecordBuilder builder = new LogRecordBuilder().Clear().AddField("environment", "1");

        AllocationGate.AssertNone(() =>
        {
            RecordTransformCounts counts = default;
            transform.Apply(builder.Record, ref counts);
        });
    }

    private static string Format(MessageOptions message, LogRecordBuilder builder)
    {
        RecordTransformCounts counts = default;
        LogRecord record = message.CreateTransform()!.Apply(builder.Record, ref counts);
        return Encoding.UTF8.GetString(Frames.Format(message.CreateFormatter(), record, 100_000, out _));
    }
}
