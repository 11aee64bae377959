namespace SlsSyslog.FunctionCompute.Tests;

public sealed class FunctionComputeWebHostBuilderExtensionsTests
{
    [Theory]
    [InlineData(null, null, "http://0.0.0.0:9000")]
    [InlineData(null, "8080", "http://0.0.0.0:8080")]
    [InlineData("8081", "8080", "http://0.0.0.0:8081")]
    [InlineData("port", "", "http://0.0.0.0:9000")]
    [InlineData("70000", "0", "http://0.0.0.0:9000")]
    public void UrlOf_Variables_GivesThePortInTheirOrder(string? server, string? custom, string expected) =>
        Assert.Equal(expected, FunctionComputeWebHostBuilderExtensions.UrlOf(name => name switch
        {
            "FC_SERVER_PORT" => server,
            "FC_CUSTOM_LISTEN_PORT" => custom,
            _ => null,
        }));
}
