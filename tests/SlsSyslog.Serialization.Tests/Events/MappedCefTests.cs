using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Sources;

namespace SlsSyslog.Serialization.Tests.Events;

public class MappedCefTests
{
    [Fact]
    public void Format_LogWithFieldsOfTheOutput_CannotOverrideThem()
    {
        string[] keys = ["rt", "src", "act", "outcome", "cs1", "cs1Label", "externalId", "deviceFacility", "flexString1", "unmapped"];
        LogRecordBuilder builder = Waf();
        foreach (string key in keys)
        {
            builder.AddField(key, "forged");
        }

        Dictionary<string, string> pairs = CefReader.ReadPairs(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), builder));

        Assert.Equal("203.0.113.9", pairs["src"]);
        Assert.Equal("block", pairs["act"]);
        Assert.Equal("ruleId", pairs["cs1Label"]);
        Assert.All(keys.Except(["unmapped"]), key => Assert.Equal("forged", pairs[key + "_"]));
        Assert.All(pairs.Where(pair => CefKeys.Reserved.Contains(pair.Key)), pair => Assert.NotEqual("forged", pair.Value));
    }

    [Fact]
    public void Format_NamesThatBecomeEqual_GetNumbers()
    {
        LogRecordBuilder builder = Waf().AddTag("a", "1").AddField("x y", "2").AddField("x-y", "3").AddField("x_y", "4").AddField("x_y", "5")
            .AddField("x_y_2", "6").AddField("__tag__.a", "7").AddField("src", "8").AddField("src_", "9");

        Dictionary<string, string> pairs = CefReader.ReadPairs(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), builder));

        Assert.Equal("1", pairs["__tag__.a"]);
        string[] values = [.. pairs.Where(pair => pair.Key.StartsWith("x_y", StringComparison.Ordinal)).Select(pair => pair.Value)];
        Assert.Equal(["2", "3", "4", "5", "6"], values);
        Assert.Equal("7", pairs["__tag__.a_2"]);
        Assert.Equal(["8", "9"], pairs.Where(pair => pair.Key.StartsWith("src_", StringComparison.Ordinal)).Select(pair => pair.Value));
    }

    [Fact]
    public void Format_LongValues_HoldTheLimitsOfTheDictionary()
    {
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("waf_access_log").AddField("final_action", new string('a', 100))
            .AddField("request_traceid", new string('b', 100)).AddField("http_user_agent", string.Concat(Enumerable.Repeat("中", 1100)))
            .AddField("final_rule_id", new string('c', 5000)).AddField("final_plugin", new string('d', 2000));

        (string[] header, List<KeyValuePair<string, string>> list) =
            CefReader.Read(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), builder));
        Dictionary<string, string> pairs = new(list);

        Assert.Equal(63, pairs["act"].Length);
        Assert.Equal(40, pairs["externalId"].Length);
        Assert.Equal(1023, pairs["requestClientApplication"].Length);
        Assert.Equal(512, header[4].Length);
        Assert.All(pairs, pair => Assert.InRange(pair.Value.Length, 0, 4000));
    }

    [Theory]
    [InlineData("10.0.0.7", "dvc", "10.0.0.7")]
    [InlineData("2001:db8::1", "c6a1", "2001:db8::1")]
    [InlineData("actiontrail_internal", "__source__", "actiontrail_internal")]
    public void Format_SourceOfTheGroup_IsTheDeviceOnlyWhenItIsAnAddress(string source, string key, string value)
    {
        Dictionary<string, string> pairs = CefReader.ReadPairs(
            SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), Waf().SetSource(source)));

        Assert.Equal(value, pairs[key]);
        Assert.Single(pairs, pair => pair.Key is "dvc" or "c6a1" or "__source__");
    }

    [Fact]
    public void Format_Group_ChangesWithTheSource()
    {
        MessageOptions options = SourceLogs.CreateOptions(new CefOptions());
        IMessageFormatter formatter = options.CreateFormatter();
        LogRecordBuilder builder = new();
        foreach (string source in (string[])["10.0.0.1", "name", "10.0.0.2", "10.0.0.2", "other"])
        {
            builder.Clear().SetTopic("waf_access_log").SetSource(source).AddField("a", "b");
            Dictionary<string, string> pairs = CefReader.ReadPairs(Support.Frames.Format(formatter, builder));

            Assert.Equal(source, pairs.GetValueOrDefault("dvc") ?? pairs["__source__"]);
        }
    }

    [Fact]
    public void Format_UnmappedFields_AreKeptOmittedOrOneObject()
    {
        MessageOptions options = SourceLogs.CreateOptions(new CefOptions());
        Dictionary<string, string> Read(UnmappedFields unmapped)
        {
            options.UnmappedFields = unmapped;
            return CefReader.ReadPairs(SourceLogs.Format(options, Waf().AddField("own", "a=b\"c\\\n").AddField("own", "2")));
        }

        Assert.Equal("a=b\"c\\\n", Read(UnmappedFields.Keep)["own"]);
        Assert.DoesNotContain("own", Read(UnmappedFields.Omit));
        Assert.Equal("block", Read(UnmappedFields.Omit)["act"]);
        Dictionary<string, string> field = Read(UnmappedFields.Field);
        Assert.DoesNotContain("own", field);
        Assert.Contains("\"own\":\"a=b\\\"c\\\\\\n\",\"own_2\":\"2\"", field["unmapped"], StringComparison.Ordinal);
    }

    [Fact]
    public void Format_MaskedOrExcludedField_IsSoUnderTheMappedKey()
    {
        MessageOptions options = SourceLogs.CreateOptions(new CefOptions());
        options.Fields.Mask["real_client_ip"] = "all";
        options.Fields.Mask["user_agent.original"] = "all";
        options.Fields.Mask["querystring"] = "all";
        options.Fields.Exclude.Add("request_traceid");

        Dictionary<string, string> pairs = CefReader.ReadPairs(
            SourceLogs.Format(options, Waf().AddField("http_user_agent", "secret").AddField("querystring", "token").AddField("host", "h")));

        Assert.Equal("***", pairs["src"]);
        Assert.Equal("***", pairs["requestClientApplication"]);
        Assert.Equal("***", pairs["request"]);
        Assert.DoesNotContain("externalId", pairs);
    }

    [Fact]
    public void Format_UserRename_IsUsedUnlessTheProfileHasTheKey()
    {
        MessageOptions options = SourceLogs.CreateOptions(new CefOptions());
        options.Fields.Rename["own"] = "flexString1";
        options.Fields.Rename["other"] = "act";

        Dictionary<string, string> pairs = CefReader.ReadPairs(SourceLogs.Format(options, Waf().AddField("own", "1").AddField("other", "2")));

        Assert.Equal("1", pairs["flexString1"]);
        Assert.Equal("block", pairs["act"]);
        Assert.Equal("2", pairs["act_"]);
    }

    [Fact]
    public void Format_HeaderOfTheUser_ReplacesThatOfTheProfile()
    {
        MessageOptions options = SourceLogs.CreateOptions(new CefOptions
        {
            Product = "P",
            EventClassId = "{event.action|none}",
            Name = "{user.name|nobody} {event.title}",
            Extension = { ["cs1"] = "{source.ip}" },
        });

        (string[] header, List<KeyValuePair<string, string>> pairs) = CefReader.Read(SourceLogs.Format(options, Waf()));

        Assert.Equal(["P", "1.0", "block", "nobody waf"], header[2..6]);
        Assert.Equal("203.0.113.9", new Dictionary<string, string>(pairs)["cs1"]);
    }

    private static LogRecordBuilder Waf() => new LogRecordBuilder().SetTime(1768464551).SetTopic("waf_access_log")
        .AddField("real_client_ip", "203.0.113.9").AddField("final_action", "Block").AddField("final_plugin", "waf")
        .AddField("final_rule_id", "113406").AddField("request_traceid", "t-1");
}
