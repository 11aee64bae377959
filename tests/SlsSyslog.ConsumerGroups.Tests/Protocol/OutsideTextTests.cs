using System.Net;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups.Tests;

// Texts of the service in exceptions and in the log.
public sealed class OutsideTextTests
{
    // A line that starts a forged entry, escape sequences, C1 controls, bidirectional overrides, separators, NUL and very long text.
    public static TheoryData<string> Texts =>
    [
        "x\r\n2026-01-01 00:00:00 INF forged",
        "\u001b[2J\u001b]0;title\u0007",
        "\u009b31m\u0085next",
        "\u202egnp.exe\u2066\u200f",
        "a\u2028b\u2029c",
        "nul\0nul\u007f",
        new string('x', 20_000),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Exception_ErrorOfTheService_HasNeitherControlCharactersNorEndlessText(string text)
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.BadRequest)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { errorCode = "Code" + text, errorMessage = "Message" + text })),
            Headers = { { "x-log-requestid", "id" + (text.Length > 1000 ? text : "") } },
        });

        SlsException exception = await FailAsync(handler);

        AssertClean(exception.Message);
        AssertClean(exception.ErrorCode);
        AssertClean(exception.RequestId!);
        Assert.Contains("Message", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Exception_SuccessWithAnError_HasNeitherControlCharactersNorEndlessText(string text)
    {
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.OK, JsonSerializer.Serialize(new { errorCode = "Code" + text, errorMessage = text })));
        using SlsConnection connection = Connect(handler);
        SlsClient client = new(connection, "store", new TestTimeProvider());

        SlsException exception = await Assert.ThrowsAsync<SlsException>(
            () => client.CreateConsumerGroupAsync("group", TimeSpan.FromSeconds(30), false, CancellationToken.None));

        AssertClean(exception.Message);
        AssertClean(exception.ErrorCode);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Exception_ErrorOfTheServicesOfCredentials_HasNeitherControlCharactersNorEndlessText(string text)
    {
        string file = Path.GetTempFileName();
        TestTimeProvider timeProvider = new();
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.Forbidden, JsonSerializer.Serialize(new { Code = "Code" + text, Message = "Message" + text })));
        StubHandler metadata = new(_ => StubHandler.Json(HttpStatusCode.OK, JsonSerializer.Serialize(new { Code = "Code" + text })));
        using OidcRoleCredentialProvider oidc = new(
            timeProvider, name => name == "ALIBABA_CLOUD_OIDC_TOKEN_FILE" ? file : "x", handler, new Uri("https://sts.test"));
        using EcsRoleCredentialProvider ecs = new(timeProvider, "role" + text, _ => null, metadata, new Uri("http://metadata.test"));

        AssertClean((await Assert.ThrowsAsync<SlsCredentialException>(() => oidc.GetAsync(CancellationToken.None).AsTask())).Message);
        AssertClean((await Assert.ThrowsAsync<SlsCredentialException>(() => ecs.GetAsync(CancellationToken.None).AsTask())).Message);
        File.Delete(file);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Log_EveryTextOfTheService_IsClean(string text)
    {
        using SessionScene scene = new();

        scene.Diagnostics.Failed("PullLogs", "store/0", new SlsException("PullLogs", 400, text, text, text));
        scene.Diagnostics.Failed("GetCursor", "store/0", new SlsProtocolException(text));
        scene.Diagnostics.Failed("ListShards", "store/0", new SlsCredentialException(text));
        scene.Diagnostics.CredentialsRefreshed(new SlsCredentialException(text));
        scene.Diagnostics.CursorExpired(new LogGap("store/0", new(text), new(text), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        Assert.All(scene.Log.Entries, entry => AssertClean(entry.Text));
        Assert.Equal(5, scene.Log.Count(200) + scene.Log.Count(204) + scene.Log.Count(205));
    }

    private static void AssertClean(string text)
    {
        Assert.DoesNotContain(text, character => char.IsControl(character)
            || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
        Assert.InRange(text.Length, 0, 5000);
    }

    private static async Task<SlsException> FailAsync(HttpMessageHandler handler)
    {
        using SlsConnection connection = Connect(handler);
        return await Assert.ThrowsAsync<SlsException>(
            () => new SlsClient(connection, "store", new TestTimeProvider()).ListShardsAsync(CancellationToken.None));
    }

    private static SlsConnection Connect(HttpMessageHandler handler)
    {
        Assert.Null(SlsEndpoint.Parse("http://host.test", "proj", out SlsEndpoint? endpoint));
        return new SlsConnection(
            endpoint!,
            new SignatureV1(),
            new StaticCredentialProvider(new SlsCredential("id", "secret")),
            new SlsClock(new TestTimeProvider()),
            "test/1",
            handler);
    }
}
