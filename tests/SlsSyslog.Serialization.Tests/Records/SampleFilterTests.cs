using System.Globalization;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Records;

public class SampleFilterTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void ShouldForward_ManyRecords_ForwardsTheRate(double rate)
    {
        const int Records = 20_000;
        SampleFilter filter = new(rate);

        int forwarded = Enumerable.Range(0, Records).Count(i => filter.ShouldForward(Create(i.ToString(CultureInfo.InvariantCulture), "x").Record));

        // Five standard deviations.
        double tolerance = 5 * Math.Sqrt(Records * rate * (1 - rate));
        Assert.InRange(forwarded, (Records * rate) - tolerance, (Records * rate) + tolerance);
    }

    [Fact]
    public void ShouldForward_Field_DecidesForAllRecordsWithItsValue()
    {
        SampleFilter filter = new(0.5, "user");

        for (int user = 0; user < 100; user++)
        {
            string name = $"user-{user}";
            Assert.Single(Enumerable.Range(0, 10).Select(i => filter.ShouldForward(Create($"{i}", name).Record)).Distinct());
        }
    }

    // The sample must be the same after an update: these values must never change.
    [Theory]
    [InlineData("alice", false)]
    [InlineData("bob", false)]
    [InlineData("carol", true)]
    [InlineData("a name that is longer than eight bytes", false)]
    public void ShouldForward_Value_IsDecidedAsInEveryVersion(string user, bool expected) =>
        Assert.Equal(expected, new SampleFilter(0.3, "user").ShouldForward(Create("1", user).Record));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    public void ShouldForward_FieldIsAbsent_Forwards(string value) =>
        Assert.True(new SampleFilter(0.000001, "user").ShouldForward(Create("1", value).Record));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Constructor_RateOutOfRange_Throws(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new SampleFilter(rate));

    [Fact]
    public void ShouldForward_Steady_DoesNotAllocate()
    {
        SampleFilter filter = new(0.5, "user");
        LogRecordBuilder builder = Create("1", "alice");

        AllocationGate.AssertNone(() => filter.ShouldForward(builder.Record));
    }

    private static LogRecordBuilder Create(string id, string user) => new LogRecordBuilder().Clear().AddField("id", id).AddField("user", user);
}
