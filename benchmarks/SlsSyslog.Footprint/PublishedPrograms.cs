using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SlsSyslog.Footprint;

/// <summary>The programs as they are shipped, published in <c>artifacts/footprint</c>.</summary>
internal sealed record PublishedPrograms(string Function, string Empty, string Forwarder)
{
    private static readonly string Repository = typeof(PublishedPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository")
        .Value!;

    public double FunctionMegabytes => SizeOf(Path.Combine(Path.GetDirectoryName(Function)!, "SlsSyslogFunction"));

    public double ForwarderMegabytes => SizeOf(Forwarder);

    public static async Task<PublishedPrograms> PublishAsync() => new(
        Path.Combine(await PublishAsync("samples/FunctionCompute", "function"), "bootstrap"),
        Path.Combine(await PublishAsync("benchmarks/SlsSyslog.EmptyFunction", "empty"), "EmptyFunction"),
        Path.Combine(await PublishAsync("samples/Forwarder", "forwarder"), "Forwarder"));

    private static async Task<string> PublishAsync(string project, string name)
    {
        string folder = Path.Combine(Repository, "artifacts", "footprint", name);
        Console.WriteLine($"publishing {project}");
        string[] arguments =
            ["publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, Path.Combine(Repository, project), "-o", folder, "-v", "quiet", "--nologo"];
        using Process publish = Process.Start("dotnet", arguments);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published.");
    }

    private static double SizeOf(string file) => new FileInfo(file).Length / 1e6;
}
