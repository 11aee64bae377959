using System.Xml.Linq;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Both ways to make the image have the same result: the Dockerfile, and the properties of PublishContainer.</summary>
public sealed class ImageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "docker");

    private static readonly string[] Dockerfile = File.ReadAllLines(Path.Combine(Folder, "Dockerfile"));

    private static readonly XElement Properties = XElement.Load(Path.Combine(Folder, "Container.props"));

    [Fact]
    public void Image_Base_IsTheSameAndHasNoShell()
    {
        string last = Dockerfile.Last(line => line.StartsWith("FROM ", StringComparison.Ordinal))["FROM ".Length..];
        Assert.Equal(Property("ContainerBaseImage"), last);
        Assert.Contains("chiseled", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_User_IsTheSameAndNotRoot()
    {
        string user = Dockerfile.Single(line => line.StartsWith("USER ", StringComparison.Ordinal))["USER ".Length..];
        Assert.Equal(Property("ContainerUser"), user);
        Assert.DoesNotContain(user.Split(':'), part => part is "0" or "root");
    }

    [Fact]
    public void Image_Variables_AreTheSame()
    {
        string text = string.Join('\n', Dockerfile);
        XElement[] variables = [.. Properties.Descendants("ContainerEnvironmentVariable")];
        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.Contains(
            $"{variable.Attribute("Include")!.Value}={variable.Attribute("Value")!.Value}", text, StringComparison.Ordinal));
    }

    // A shell form would need a shell, and would not pass SIGTERM to the program.
    [Fact]
    public void Image_Entrypoint_NeedsNoShell()
    {
        string program = Properties.Descendants("ContainerAppCommand").Single().Attribute("Include")!.Value;
        Assert.Contains($"ENTRYPOINT [\"{program}\"]", Dockerfile);
        int final = Array.FindLastIndex(Dockerfile, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.DoesNotContain(Dockerfile[final..], line => line.StartsWith("RUN ", StringComparison.Ordinal));
    }

    private static string Property(string name) => Properties.Descendants(name).Single().Value;
}
