namespace SlsSyslog.FunctionCompute.Tests;

public sealed class FunctionComputeWebHostBuilderExtensionsTests
{
    [Theory]
    [InlineData(null, null, null, "http://0.0.0.0:9000")]
    [InlineData(null, "8080", null, "http://0.0.0.0:8080")]
    [InlineData("8081", "8080", "", "http://0.0.0.0:8081")]
    [InlineData("port", "", null, "http://0.0.0.0:9000")]
    [InlineData("70000", "8080", null, "http://0.0.0.0:8080")]
    [InlineData("0", null, "127.0.0.1", "http://127.0.0.1:0")]
    [InlineData("8081", null, "::1", "http://[::1]:8081")]
    [InlineData("8081", null, "localhost", "http://127.0.0.1:8081")]
    public void UrlOf_Variables_ReturnsAddressAndPort(string? server, string? custom, string? address, string expected) =>
        Assert.Equal(expected, FunctionComputeWebHostBuilderExtensions.UrlOf(name => name switch
        {
            "FC_SERVER_PORT" => server,
            "FC_CUSTOM_LISTEN_PORT" => custom,
            "SLS_LISTEN_ADDRESS" => address,
            _ => null,
        }));
}
