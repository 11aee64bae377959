using System.Text;

namespace SlsSyslog.Serialization.Tests.Rules;

public class RuleTests
{
    [Theory]
    [InlineData("""{"field":"a","equals":"Yes"}""", true)]
    [InlineData("""{"field":"a","equals":"yes"}""", true)]
    [InlineData("""{"field":"a","equals":"yes","ignoreCase":false}""", false)]
    [InlineData("""{"field":"a","equals":"Ye"}""", false)]
    [InlineData("""{"field":"a","in":["no","YES"]}""", true)]
    [InlineData("""{"field":"a","in":["no","ye"]}""", false)]
    [InlineData("""{"field":"a","startsWith":"yE"}""", true)]
    [InlineData("""{"field":"a","startsWith":["no","yesterday"]}""", false)]
    [InlineData("""{"field":"a","contains":"ES"}""", true)]
    [InlineData("""{"field":"a","contains":"es","ignoreCase":false}""", true)]
    [InlineData("""{"field":"a","contains":["x","ee"]}""", false)]
    [InlineData("""{"field":"a","exists":true}""", true)]
    [InlineData("""{"field":"a","exists":false}""", false)]
    [InlineData("""{"field":"missing","exists":false}""", true)]
    [InlineData("""{"field":"empty","exists":true}""", false)]
    [InlineData("""{"field":"dash","exists":true}""", false)]
    [InlineData("""{"field":"null","exists":true}""", false)]
    [InlineData("""{"field":"dash","equals":"-"}""", false)]
    [InlineData("""{"field":"a","matches":"^y.s$"}""", true)]
    [InlineData("""{"field":"a","matches":"^y$"}""", false)]
    [InlineData("""{"field":"n","greaterThan":399}""", true)]
    [InlineData("""{"field":"n","greaterThan":404}""", false)]
    [InlineData("""{"field":"n","greaterThan":403.5}""", true)]
    [InlineData("""{"field":"a","greaterThan":-1}""", false)]
    [InlineData("""{"field":"__topic__","equals":"topic"}""", true)]
    [InlineData("""{"field":"__source__","startsWith":"10."}""", true)]
    [InlineData("""{"field":"__tag__:host","equals":"web"}""", true)]
    [InlineData("""{"field":"__logstore__","equals":"store"}""", true)]
    [InlineData("""{"not":{"field":"a","equals":"yes"}}""", false)]
    [InlineData("""{"all":[{"field":"a","exists":true},{"field":"n","equals":"404"}]}""", true)]
    [InlineData("""{"all":[{"field":"a","exists":true},{"field":"n","equals":"1"}]}""", false)]
    [InlineData("""{"any":[{"field":"missing","exists":true},{"field":"n","equals":"404"}]}""", true)]
    [InlineData("""{"any":[{"field":"missing","exists":true},{"field":"n","equals":"1"}]}""", false)]
    public void Matches_Rule_ComparesTheValue(string rule, bool expected)
    {
        LogRecordBuilder builder = new LogRecordBuilder().Clear(new LogOrigin("project", "store", "0")).SetTopic("topic").SetSource("10.0.0.1")
            .AddTag("host", "web").AddField("a", "Yes").AddField("n", "404").AddField("empty", "").AddField("dash", "-").AddField("null", "NULL");

        Assert.Equal(expected, Compile(rule).Matches(builder.Record, null));
        Assert.True(!expected || (Compile(rule).GetRequiredKeys() & ~((1UL << 1) | (1UL << 5) | (1UL << 4))) == 0);
    }

    [Theory]
    [InlineData("""{"field":"abc","equals":"x"}""", 1UL << 3)]
    [InlineData("""{"field":"abc","exists":true}""", 1UL << 3)]
    [InlineData("""{"field":"abc","exists":false}""", 0)]
    [InlineData("""{"field":"abc","matches":"x"}""", 1UL << 3)]
    [InlineData("""{"field":"abc","greaterThan":1}""", 1UL << 3)]
    [InlineData("""{"field":"__topic__","equals":"x"}""", 0)]
    [InlineData("""{"not":{"field":"abc","equals":"x"}}""", 0)]
    [InlineData("""{"all":[{"field":"abc","exists":true},{"field":"ab","equals":"1"}]}""", (1UL << 3) | (1UL << 2))]
    [InlineData("""{"any":[{"field":"abc","exists":true},{"field":"ab","equals":"1"}]}""", 0)]
    [InlineData("""{"any":[{"field":"abc","exists":true},{"field":"xyz","equals":"1"}]}""", 1UL << 3)]
    public void GetRequiredKeys_Rule_HasTheLengthsOfTheKeysThatMustExist(string rule, ulong expected) =>
        Assert.Equal(expected, Compile(rule).GetRequiredKeys());

    [Fact]
    public void Matches_ExpressionThatTakesTooLong_IsFalseWithinTheLimit()
    {
        Rule rule = Compile("""{"field":"a","matches":"^(a+)+$"}""");
        LogRecordBuilder builder = new LogRecordBuilder().AddField("a", new string('a', 40) + "!");

        DateTime start = DateTime.UtcNow;
        Assert.False(rule.Matches(builder.Record, null));
        Assert.InRange(DateTime.UtcNow - start, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("""{"field":"a"}""", "The rule has no comparison.")]
    [InlineData("""{"field":"a","equals":"x","in":["x"]}""", "The rule has 2 comparisons.")]
    [InlineData("""{"equals":"x"}""", "The rule has no field.")]
    [InlineData("""{"field":"a","matches":"("}""", "The expression is not valid")]
    [InlineData("""{"field":"a","equal":"x"}""", "'equal' is not a known name.")]
    [InlineData("""{"all":[]}""", "The array is empty.")]
    [InlineData("""{"all":[{"field":"a","exists":true}],"field":"a"}""", "other members")]
    [InlineData("""{"field":"a","greaterThan":"x"}""", "Specify a number.")]
    [InlineData("""{"field":"a","exists":"yes"}""", "Specify true or false.")]
    [InlineData("""[]""", "Specify an object.")]
    public void Read_InvalidRule_AddsAnError(string rule, string expected)
    {
        ProfileErrors errors = new("file.json");
        new RuleReader(new NodeReader(errors)).Read(ProfileJson.Read(Encoding.UTF8.GetBytes(rule), errors)!);

        Assert.Contains(errors.All, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_FieldIsMisspelt_ReportsOnlyTheName()
    {
        ProfileErrors errors = new("file.json");
        new RuleReader(new NodeReader(errors)).Read(ProfileJson.Read("""{"feild":"a","equals":"x"}"""u8.ToArray(), errors)!);

        Assert.Contains("'feild' is not a known name.", Assert.Single(errors.All), StringComparison.Ordinal);
    }

    private static Rule Compile(string rule)
    {
        ProfileErrors errors = new("file.json");
        RuleDefinition definition = new RuleReader(new NodeReader(errors)).Read(ProfileJson.Read(Encoding.UTF8.GetBytes(rule), errors)!);
        Assert.Empty(errors.All);
        return definition.Compile(name => new RuleField { Variable = RecordVariable.ForField(name) });
    }
}
