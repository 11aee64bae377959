using k8s;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Reads the manifests of <c>deploy/kubernetes</c> as the objects of the API. An unknown or repeated field is an error.</summary>
internal static class ManifestFolder
{
    public static string Root { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    public static string Base { get; } = Path.Combine(Root, "base");

    public static IReadOnlyList<object> LoadBase() =>
    [
        .. Directory.GetFiles(Base, "*.yaml").Where(file => Path.GetFileName(file) != "kustomization.yaml").Order(StringComparer.Ordinal)
            .SelectMany(LoadFile),
    ];

    public static IReadOnlyList<object> Load(string yaml) => KubernetesYaml.LoadAllFromString(yaml, strict: true);

    private static IReadOnlyList<object> LoadFile(string file) => Load(File.ReadAllText(file));
}
