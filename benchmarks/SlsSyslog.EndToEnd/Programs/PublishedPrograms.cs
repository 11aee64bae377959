using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SlsSyslog.EndToEnd;

/// <summary>Publishes the programs in <c>artifacts/end-to-end</c>.</summary>
internal static class PublishedPrograms
{
    public static readonly string Repository = typeof(PublishedPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository")
        .Value!;

    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Publishes native code.</summary>
    /// <returns>The command line.</returns>
    public static async Task<IReadOnlyList<string>> NativeAsync(string project, string assembly) =>
        [Path.Combine(await PublishAsync(project, "native", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true"), assembly)];

    /// <summary>Publishes for the JIT compiler of the installed runtime.</summary>
    /// <returns>The command line.</returns>
    public static async Task<IReadOnlyList<string>> JitAsync(string project, string assembly) =>
        [Dotnet, Path.Combine(await PublishAsync(project, "jit", "-p:PublishAot=false", "--no-self-contained"), $"{assembly}.dll")];

    private static async Task<string> PublishAsync(string project, string form, params string[] more)
    {
        // A separate folder for intermediate files, so that the build of the solution stays as it is.
        string root = Path.Combine(Repository, "artifacts", "end-to-end", form);
        string folder = Path.Combine(root, Path.GetFileName(project));
        await Console.Error.WriteLineAsync($"publishing {project} ({form})");
        ProcessStartInfo start = new(
            Dotnet,
            [
                "publish", "-c", "Release", Path.Combine(Repository, project), "-o", folder, "--artifacts-path", Path.Combine(root, "build"),
                "-p:RunAnalyzers=false", "-v", "quiet", "--nologo", .. more,
            ])
        { RedirectStandardOutput = true };
        using Process publish = Process.Start(start)!;
        string output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published.\n{output}");
    }
}
