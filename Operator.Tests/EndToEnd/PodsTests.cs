using System.Runtime.CompilerServices;
using System.Text.Json;
using IrsaOperator.Api;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Pods that run without the role, and the restart of what is behind them.</summary>
[Collection(OperatorCollection.Name)]
public sealed class PodsTests(OperatorFixture fixture)
{
    private const string Restarted = "irsa-operator.io/role-arn";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pods_that_started_before_the_annotation_are_counted_and_named_until_they_are_replaced()
    {
        var @namespace = await fixture.CreateNamespaceAsync("stale");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var workloads = new TestWorkloads(fixture, @namespace, "app");
        for (var i = 0; i < 7; i++)
            await workloads.PodAsync($"p{i}");

        var binding = await fixture.ConditionAsync(await fixture.CreateAsync(@namespace, "app"), ConditionTypes.PodsCurrent, "False", Reasons.StalePods);
        Assert.Equal("True", binding.Condition(ConditionTypes.Ready)!.Status);
        Assert.StartsWith("7 of 7 running pods do not have the role: p0, p1, p2, p3, p4 and 2 more.", binding.Condition(ConditionTypes.PodsCurrent)!.Message, StringComparison.Ordinal);

        // Made anew, they get the role from the webhook.
        for (var i = 0; i < 7; i++)
        {
            await DeleteNowAsync($"p{i}", @namespace);
            await workloads.PodAsync($"q{i}");
        }

        await fixture.PatchAsync(binding, """{"role":{"description":"look"}}""");
        await fixture.ConditionAsync(binding, ConditionTypes.PodsCurrent, "True", Reasons.AllPodsCurrent);
    }

    [Fact]
    public async Task With_OnChange_workloads_are_restarted_once_and_the_others_are_named()
    {
        var @namespace = await fixture.CreateNamespaceAsync("rollout");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        var workloads = new TestWorkloads(fixture, @namespace, "app");
        await workloads.DeploymentAsync("web");
        await workloads.StatefulSetAsync("db");
        await workloads.DaemonSetAsync("agent");
        await workloads.DeploymentAsync("held", paused: true);
        await workloads.StatefulSetAsync("byhand", "OnDelete");
        await workloads.DaemonSetAsync("cni", "OnDelete");
        await workloads.JobAsync("nightly");
        await workloads.PodAsync("bare");
        await workloads.PodAsync("kruise-0", new V1StatefulSet { ApiVersion = "apps.kruise.io/v1", Kind = "StatefulSet", Metadata = new V1ObjectMeta { Name = "kruise", Uid = "00000000-0000-0000-0000-00000000c0de" } });
        var binding = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "app", spec => spec.Rollout = "OnChange"), ConditionTypes.PodsCurrent, "False", Reasons.RollingOut);

        var message = binding.Condition(ConditionTypes.PodsCurrent)!.Message!;
        Assert.All(
            ["Deployment web was restarted", "StatefulSet db was restarted", "DaemonSet agent was restarted", "Deployment held is paused", "StatefulSet byhand", "DaemonSet cni", "OnDelete", "Job nightly", "made anew: bare", "StatefulSet kruise (apps.kruise.io/v1)"],
            words => Assert.Contains(words, message, StringComparison.Ordinal));
        var arn = binding.Status.Role!.Arn;
        var restarted = await TemplatesAsync(@namespace);
        Assert.Equal(["agent", "db", "web"], restarted.Where(template => template.Annotation == arn).Select(template => template.Name));
        Assert.All(restarted.Where(template => template.Annotation is not null), template => Assert.Equal(1, template.OurFields));

        // A second look, and a restart of the operator, restart nothing again.
        await fixture.RestartOperatorAsync();
        await fixture.PatchAsync(binding, """{"role":{"description":"look"}}""");
        await fixture.EventuallyAsync(() => Task.FromResult(fixture.Role(binding).Description), description => description == "look", "the description");
        await fixture.ConditionAsync(binding, ConditionTypes.PodsCurrent, "False", Reasons.RollingOut);
        Assert.Equal(restarted, await TemplatesAsync(@namespace));

        // The pods are replaced, as their controllers would: the condition turns True by itself.
        foreach (var pod in (await fixture.Client.ListAsync<V1Pod>(@namespace, cancellationToken: Cancel)).Select(pod => pod.Metadata.Name))
            await DeleteNowAsync(pod, @namespace);
        await workloads.PodAsync("current");
        await fixture.ConditionAsync(binding, ConditionTypes.PodsCurrent, "True", Reasons.AllPodsCurrent);
    }

    [Fact]
    public async Task Without_the_right_to_patch_the_overlay_is_named_and_the_binding_is_ready()
    {
        var @namespace = await fixture.CreateNamespaceAsync("noright");
        await fixture.CreateServiceAccountAsync(@namespace, "app");
        await new TestWorkloads(fixture, @namespace, "app").DeploymentAsync("web");
        await UninstallAsync();
        try
        {
            var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec => spec.Rollout = "OnChange"));
            Assert.Contains("config/rollout", binding.Condition(ConditionTypes.PodsCurrent)!.Message, StringComparison.Ordinal);
            Assert.All(await TemplatesAsync(@namespace), template => Assert.Null(template.Annotation));
        }
        finally
        {
            await InstallAsync();
        }
    }

    [Fact]
    public async Task The_CNIs_daemon_set_takes_its_pods_off_the_nodes_role()
    {
        await fixture.Client.CreateAsync(new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = "cni-node", NamespaceProperty = "kube-system" } }, Cancel);
        await new TestWorkloads(fixture, "kube-system", "cni-node").DaemonSetAsync("cni-node");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync("kube-system", "cni-node", spec =>
        {
            spec.Role!.ManagedPolicies = ["AmazonEKS_CNI_Policy"];
            spec.Rollout = "OnChange";
        }));
        Assert.Equal(binding.Status.Role!.Arn, Assert.Single(await TemplatesAsync("kube-system"), template => template.Name == "cni-node").Annotation);
        await fixture.DeleteAsync(binding);
    }

    private async Task<IReadOnlyList<(string Name, string? Annotation, string Version, int OurFields)>> TemplatesAsync(string @namespace)
    {
        static (string, string?, string, int) Read(V1ObjectMeta metadata, V1PodTemplateSpec template) => (
            metadata.Name,
            template.Metadata.Annotations?.TryGetValue(Restarted, out var arn) == true ? arn : null,
            metadata.ResourceVersion,
            metadata.ManagedFields.Where(field => field.Manager == WellKnown.FieldManager).Sum(field => JsonSerializer.Serialize(field.FieldsV1).Split($"f:{Restarted}").Length - 1));
        return
        [
            .. (await fixture.Client.ListAsync<V1Deployment>(@namespace, cancellationToken: Cancel)).Select(item => Read(item.Metadata, item.Spec.Template))
                .Concat((await fixture.Client.ListAsync<V1StatefulSet>(@namespace, cancellationToken: Cancel)).Select(item => Read(item.Metadata, item.Spec.Template)))
                .Concat((await fixture.Client.ListAsync<V1DaemonSet>(@namespace, cancellationToken: Cancel)).Select(item => Read(item.Metadata, item.Spec.Template)))
                .OrderBy(template => template.Item1, StringComparer.Ordinal),
        ];
    }

    private async Task DeleteNowAsync(string pod, string @namespace) => await fixture.Client.ApiClient.CoreV1.DeleteNamespacedPodAsync(
        pod, @namespace, new V1DeleteOptions { GracePeriodSeconds = 0 }, cancellationToken: Cancel);

    private async Task InstallAsync()
    {
        await fixture.Eks.Manifests.ApplyFileAsync(Config("role.yaml"), Cancel);
        await fixture.Eks.Manifests.ApplyFileAsync(Config("role_binding.yaml"), Cancel);
    }

    private async Task UninstallAsync()
    {
        await fixture.Client.DeleteAsync<V1ClusterRoleBinding>("irsa-operator-rollout", cancellationToken: Cancel);
        await fixture.Client.DeleteAsync<V1ClusterRole>("irsa-operator-rollout", cancellationToken: Cancel);
    }

    private static string Config(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "config", "rollout", name));
}
