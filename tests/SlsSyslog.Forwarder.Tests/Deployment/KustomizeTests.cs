using k8s.Models;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>kubectl builds the manifests where it is installed.</summary>
public sealed class KustomizeTests
{
    [Fact]
    public void Build_Base_YieldsObjectsThatFitTogether()
    {
        IReadOnlyList<object> objects = Build("base");

        V1StatefulSet set = objects.OfType<V1StatefulSet>().Single();
        V1ConfigMap settings = objects.OfType<V1ConfigMap>().Single();
        Assert.Contains("SlsSyslog", settings.Data["settings.json"], StringComparison.Ordinal);
        Assert.Equal(settings.Metadata.Name, set.Spec.Template.Spec.Volumes.Single(volume => volume.Name == "settings").ConfigMap.Name);
        Assert.StartsWith("sls-syslog-settings-", settings.Metadata.Name, StringComparison.Ordinal); // a change of the file restarts the pods
        Assert.Equal("sls-syslog", set.Metadata.NamespaceProperty);
        Assert.Matches("/sls-syslog:[0-9]", set.Spec.Template.Spec.Containers.Single().Image);
    }

    [Fact]
    public void Build_AccessKey_AddsTheFilesAndKeepsTheRest()
    {
        V1PodSpec pod = Build("access-key").OfType<V1StatefulSet>().Single().Spec.Template.Spec;

        V1Container container = pod.Containers.Single();
        string folder = container.VolumeMounts.Single(mount => mount.Name == "access-key").MountPath;
        Assert.Equal($"{folder}/id", container.Env.Single(variable => variable.Name == "SLS_AK_ID_FILE").Value);
        Assert.Equal($"{folder}/key", container.Env.Single(variable => variable.Name == "SLS_AK_KEY_FILE").Value);
        Assert.Contains(container.Env, variable => variable.Name == "SLS_CONSUMER");
        Assert.Equal("sls-syslog-access-key", pod.Volumes.Single(volume => volume.Name == "access-key").Secret.SecretName);
    }

    private static IReadOnlyList<object> Build(string folder)
    {
        CommandRun version = CommandRun.Of("kubectl", "version", "--client");
        Assert.SkipWhen(version.Code != 0, "kubectl is not installed (Debian: apt-get install kubernetes-client).");
        bool isOld = version.Output.Contains("v1.20.", StringComparison.Ordinal);
        Assert.SkipWhen(isOld && folder != "base", "kubectl 1.20 does not know the patches of a kustomization; 1.21 and later do.");

        CommandRun build = CommandRun.Of("kubectl", "kustomize", Path.Combine(ManifestFolder.Root, folder));
        Assert.True(build.Code == 0, build.Error);
        return ManifestFolder.Load(build.Output);
    }
}
