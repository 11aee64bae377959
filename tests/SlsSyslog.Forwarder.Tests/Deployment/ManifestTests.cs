using System.Text.Json;
using k8s.Models;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>The manifests are valid objects of Kubernetes, and say what docs/deployment.md promises.</summary>
public sealed class ManifestTests
{
    private static readonly IReadOnlyList<object> Objects = ManifestFolder.LoadBase();

    private static V1StatefulSet Set => Objects.OfType<V1StatefulSet>().Single();

    private static V1PodSpec Pod => Set.Spec.Template.Spec;

    private static V1Container Container => Pod.Containers.Single();

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata:\n  name: x\nspec:\n  portz: []\n")]
    [InlineData("apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: x\nspec:\n  replicas: many\n")]
    public void Load_WrongManifest_Throws(string yaml) => Assert.ThrowsAny<Exception>(() => ManifestFolder.Load(yaml));

    [Fact]
    public void Base_AllFiles_AreTheExpectedObjects() => Assert.Equal(
        ["V1Namespace", "V1NetworkPolicy", "V1PodDisruptionBudget", "V1Service", "V1ServiceAccount", "V1StatefulSet"],
        Objects.Select(found => found.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Kustomization_Resources_AreAllFiles()
    {
        string text = File.ReadAllText(Path.Combine(ManifestFolder.Base, "kustomization.yaml"));
        Assert.All(
            Directory.GetFiles(ManifestFolder.Base).Select(Path.GetFileName).Where(name => name != "kustomization.yaml"),
            name => Assert.Contains($"- {name}", text, StringComparison.Ordinal));
    }

    [Fact]
    public void StatefulSet_Probes_UseOnlyThePathsThatDoNotDependOnTheSiem()
    {
        Assert.Equal("/health/live", Container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/ready", Container.ReadinessProbe.HttpGet.Path);
        string port = Container.Ports.Single().Name;
        Assert.All([Container.LivenessProbe, Container.ReadinessProbe], probe => Assert.Equal(port, probe.HttpGet.Port.Value));

        // The kubelet probes the address of the pod.
        Assert.Equal($"0.0.0.0:{Container.Ports.Single().ContainerPort}", Container.Env.Single(variable => variable.Name == "SLS_HTTP").Value);
    }

    [Fact]
    public void StatefulSet_GracePeriod_IsLongerThanTheDrain()
    {
        TimeSpan drain = new ConsumerGroups.ConsumerGroupOptions().DrainTimeout;
        TimeSpan untilAbandoned = TimeSpan.FromSeconds(3);
        Assert.True(TimeSpan.FromSeconds(Pod.TerminationGracePeriodSeconds!.Value) >= drain + untilAbandoned + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void StatefulSet_Security_IsThatOfTheRestrictedProfile()
    {
        Assert.True(Pod.SecurityContext.RunAsNonRoot);
        Assert.NotEqual(0, Pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", Pod.SecurityContext.SeccompProfile.Type);
        Assert.True(Container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(Container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], Container.SecurityContext.Capabilities.Drop);
        Assert.False(Pod.AutomountServiceAccountToken);
        Assert.NotNull(Container.Resources.Limits["memory"]);
        Assert.Equal("restricted", Objects.OfType<V1Namespace>().Single().Metadata.Labels["pod-security.kubernetes.io/enforce"]);
    }

    [Fact]
    public void StatefulSet_Secrets_AreFilesAndNotVariables()
    {
        Assert.All(Container.Env, variable => Assert.Null(variable.ValueFrom?.SecretKeyRef));
        Assert.Null(Container.EnvFrom);
        Assert.NotNull(Pod.Volumes.Single(volume => volume.Name == "tls").Secret);
    }

    [Fact]
    public void StatefulSet_Mounts_AreThoseOfItsVolumes() => Assert.Equal(
        Pod.Volumes.Select(volume => volume.Name).Concat(Set.Spec.VolumeClaimTemplates.Select(claim => claim.Metadata.Name)).Order(StringComparer.Ordinal),
        Container.VolumeMounts.Select(mount => mount.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Selectors_OfAllObjects_SelectThePods()
    {
        IDictionary<string, string> labels = Set.Spec.Template.Metadata.Labels;
        IDictionary<string, string>[] selectors =
        [
            Set.Spec.Selector.MatchLabels,
            Objects.OfType<V1Service>().Single().Spec.Selector,
            Objects.OfType<V1PodDisruptionBudget>().Single().Spec.Selector.MatchLabels,
            Objects.OfType<V1NetworkPolicy>().Single().Spec.PodSelector.MatchLabels,
        ];
        Assert.All(selectors, selector => Assert.All(selector, label => Assert.Equal(label.Value, labels[label.Key])));
        Assert.Equal(Objects.OfType<V1Service>().Single().Metadata.Name, Set.Spec.ServiceName);
        Assert.Equal(Objects.OfType<V1ServiceAccount>().Single().Metadata.Name, Pod.ServiceAccountName);
    }

    [Fact]
    public void DisruptionBudget_Drain_IsNeverBlockedByPodsThatAreNotReady()
    {
        V1PodDisruptionBudgetSpec spec = Objects.OfType<V1PodDisruptionBudget>().Single().Spec;
        Assert.Equal("AlwaysAllow", spec.UnhealthyPodEvictionPolicy);
        Assert.Equal("1", spec.MaxUnavailable.Value);
    }

    [Fact]
    public void NetworkPolicy_Egress_AllowsNamesSlsAndTheServersOfTheSettings()
    {
        V1NetworkPolicySpec spec = Objects.OfType<V1NetworkPolicy>().Single().Spec;
        string[] ports = [.. spec.Egress.SelectMany(rule => rule.Ports).Select(port => port.Port.Value).Distinct()];
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ManifestFolder.Base, "settings.json")));
        JsonElement section = settings.RootElement.GetProperty("SlsSyslog");
        string server = section.GetProperty("Destination").GetProperty("Servers")[0].GetString()!;
        Assert.Equal(["53", "443", new Uri(server).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)], ports);
        Assert.Equal(["Ingress", "Egress"], spec.PolicyTypes);
        Assert.All(spec.Ingress, rule => Assert.NotEmpty(rule.FromProperty));
    }
}
