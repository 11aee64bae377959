using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Filters, formatters and dead letters of a route see what the transform made of a record.</summary>
public sealed class RecordTransformTests : IAsyncDisposable
{
    private readonly MemoryDeadLetters _letters = new();
    private readonly MemoryTransport _transport = new();
    private readonly ListLogger _logger = new();
    private IHost? _host;

    [Fact]
    public async Task RunAsync_FieldToExpand_FilterAndBodySeeItsValues()
    {
        await RunAsync(
            route => route.Filter(record => record.TryGetField("id.keep"u8, out _)).Message(Flatten),
            ["""{"keep":1,"a":{"b":"x"}}""", """{"drop":1}"""]);

        Assert.Equal(["||__topic__=||__source__=||id.keep=1||id.a.b=x"], _transport.Messages);
        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public async Task RunAsync_Rule_ForwardsWhatMeetsIt()
    {
        await RunAsync(
            route => route.Filter(RecordRule.Parse("""{"field":"id.n","greaterThan":1}""")).Message(Flatten),
            ["""{"n":1}""", """{"n":2}""", """{"x":3}"""]);

        Assert.Equal(["||__topic__=||__source__=||id.n=2"], _transport.Messages);
    }

    [Fact]
    public async Task RunAsync_Sample_ForwardsAllRecordsOfAValueOrNone()
    {
        string[] records = [.. Enumerable.Range(0, 200).Select(i => $$"""{"user":"u{{i % 20}}"}""")];

        await RunAsync(route => route.Sample(0.5, "id.user").Message(Flatten), records);

        string[] users = [.. _transport.Messages.Distinct()];
        Assert.InRange(users.Length, 1, 19);
        Assert.Equal(users.Length * 10, _transport.Messages.Length);
    }

    [Fact]
    public async Task RunAsync_OversizeSplit_SendsTheWholeRecordInParts()
    {
        string text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i:0000} "));

        await RunAsync(
            route => route.Message(message =>
            {
                message.Envelope = SyslogEnvelope.None;
                message.Oversize = OversizePolicy.Split;
            }),
            ["before", text, "after"],
            name: "metrics");

        string[] parts = _transport.Messages[1..^1];
        Assert.True(parts.Length > 2);
        Assert.Equal(text, string.Concat(parts.Select(part => part[(part.IndexOf("||id=", StringComparison.Ordinal) + 5)..])));
        Assert.All(parts, part => Assert.Contains($"||__parts__={parts.Length}", part, StringComparison.Ordinal));
        Assert.Empty(_letters.Letters);
        using MetricReader reader = new(_host!.Services.GetRequiredService<SlsSyslogMetrics>());
        reader.Read();
        Assert.Equal(1, reader.Sum(SlsSyslogMetricNames.SplitRecords));
    }

    [Fact]
    public async Task RunAsync_CustomFormatter_SeesTheValues()
    {
        await RunAsync(
            route => route.Message(Flatten).FormatMessage<ValueFormatter>(),
            ["""{"a":{"b":"x"}}""", """{"a":{"b":"poison"}}"""]);

        Assert.Equal(["x"], _transport.Messages);
        string letter = Encoding.UTF8.GetString(Assert.Single(_letters.Letters).Record.Span);
        Assert.Contains("""["id.a.b","poison"]""", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WhatCannotBeDone_IsCountedByRouteAndLoggedOnce()
    {
        await RunAsync(
            route => route.Message(message =>
            {
                Flatten(message);
                message.TimeField = "id.time";
            }),
            ["cut off {", """{"time":"2026-01-31T08:00:00Z","a":1,"a":2}""", """{"a":1,"a":2}""", "also cut off {"],
            name: "metrics");

        Assert.Equal(4, _transport.Messages.Length);
        using MetricReader reader = new(_host!.Services.GetRequiredService<SlsSyslogMetrics>());
        reader.Read();
        Assert.Equal(2, reader.Sum(SlsSyslogMetricNames.UnparsedFields));
        Assert.Equal(2, reader.Sum(SlsSyslogMetricNames.ClashingFields));
        Assert.Equal(3, reader.Sum(SlsSyslogMetricNames.UnreadableTimeRecords));
        Assert.Equal(3, _logger.Lines.Count);
        Assert.Contains(
            "Warning: Route metrics: a field to expand is not valid JSON and is sent unchanged. Further ones are counted by the metric "
                + "slssyslog.unparsed.fields.",
            _logger.Lines);
        Assert.Single(_logger.Lines, line => line.Contains("slssyslog.clashing.fields", StringComparison.Ordinal));
        Assert.Single(_logger.Lines, line => line.Contains("slssyslog.unreadable_time.records", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_InvalidExpansionWithCustomFormatter_IsAnErrorAtStart()
    {
        Build(route => route.Message(message => message.Expand.Rules.Add(new())).FormatMessage<ValueFormatter>(), "test");

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => _host!.StartAsync());
        Assert.Contains("Message:Expand:Rules:0:Fields", exception.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _host?.Dispose();
        return _transport.DisposeAsync();
    }

    private static void Flatten(MessageOptions message)
    {
        message.Envelope = SyslogEnvelope.None;
        message.Expand.Rules.Add(new() { Fields = ["id"] });
    }

    private async Task RunAsync(Action<RouteBuilder> describe, string[] records, string name = "test")
    {
        Build(describe, name);
        MemorySource source = new(new MemoryLease([records]) { IsBounded = true });
        ForwardingOutcome outcome =
            await _host!.Services.GetRequiredService<IOnDemandForwarder>().RunAsync(name, source, CancellationToken.None);
        Assert.True(outcome.IsComplete, outcome.Reason);
    }

    private void Build(Action<RouteBuilder> describe, string name)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(new Provider(_logger));
        builder.Services.AddSingleton<IDeadLetterHandler>(_letters);
        builder.Services.AddSlsSyslogForwarding().ForwardOnDemand().AddRoute(name, route =>
        {
            route.ToTransport(_ => _transport);
            describe(route);
        });
        _host = builder.Build();
    }

    private sealed class ValueFormatter : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            record.TryGetField("id.a.b"u8, out ReadOnlySpan<byte> value);
            if (value.SequenceEqual("poison"u8))
            {
                throw new FormatException("cannot be written");
            }

            writer.Write(value);
        }
    }

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
