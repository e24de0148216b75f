using k8s.Exceptions;
using k8s.KubeConfigModels;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IrsaOperator.Hosting;

/// <summary>
/// Reads kubeconfig files into the library's own words. The library's reader finds its way by reflection: it looks through all types of
/// the Kubernetes API for names that it might need, a fifth of the operator's start, and a native program has no such types to look through.
/// </summary>
internal static class Kubeconfig
{
    /// <summary>Several files as one, by kubectl's rule: of each name the first file that has it counts, and a file that is not there is none.</summary>
    /// <returns>What they say together; null when none of them is there.</returns>
    /// <exception cref="KubeConfigException">One of them is empty, or no kubeconfig.</exception>
    public static K8SConfiguration? Read(IEnumerable<string> paths)
    {
        var files = paths.Where(File.Exists).Select(Read).ToList();
        return files.Count == 0 ? null : new K8SConfiguration
        {
            CurrentContext = files.Select(file => file.CurrentContext).FirstOrDefault(name => !string.IsNullOrEmpty(name)),
            Contexts = [.. files.SelectMany(file => file.Contexts).DistinctBy(context => context.Name, StringComparer.Ordinal)],
            Clusters = [.. files.SelectMany(file => file.Clusters).DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)],
            Users = [.. files.SelectMany(file => file.Users).DistinctBy(user => user.Name, StringComparer.Ordinal)],
        };
    }

    private static K8SConfiguration Read(string path)
    {
        using var text = File.OpenText(path);
        var yaml = new YamlStream();
        yaml.Load(text);
        if (yaml.Documents.Count == 0)
            throw new KubeConfigException($"{path} is empty");
        var root = yaml.Documents[0].RootNode as YamlMappingNode ?? throw new KubeConfigException($"{path} is no kubeconfig: it is no mapping");

        // What the paths in it are relative to.
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        return new K8SConfiguration
        {
            CurrentContext = Text(root, "current-context"),
            Contexts = [.. Items(root, "contexts").Select(item => new Context { Name = Text(item, "name"), ContextDetails = Details(Map(item, "context")) })],
            Clusters = [.. Items(root, "clusters").Select(item => new k8s.KubeConfigModels.Cluster { Name = Text(item, "name"), ClusterEndpoint = Endpoint(Map(item, "cluster"), folder) })],
            Users = [.. Items(root, "users").Select(item => new User { Name = Text(item, "name"), UserCredentials = Credentials(Map(item, "user"), folder) })],
        };
    }

    private static ContextDetails? Details(YamlMappingNode? context) => context is null ? null : new ContextDetails
    {
        Cluster = Text(context, "cluster"),
        User = Text(context, "user"),
        Namespace = Text(context, "namespace"),
    };

    private static ClusterEndpoint? Endpoint(YamlMappingNode? cluster, string folder) => cluster is null ? null : new ClusterEndpoint
    {
        Server = Text(cluster, "server"),
        CertificateAuthority = FileIn(folder, Text(cluster, "certificate-authority")),
        CertificateAuthorityData = Text(cluster, "certificate-authority-data"),
        TlsServerName = Text(cluster, "tls-server-name"),
        SkipTlsVerify = string.Equals(Text(cluster, "insecure-skip-tls-verify"), "true", StringComparison.OrdinalIgnoreCase),
    };

    private static UserCredentials? Credentials(YamlMappingNode? user, string folder) => user is null ? null : new UserCredentials
    {
        Token = Text(user, "token"),
        UserName = Text(user, "username"),
        Password = Text(user, "password"),
        ClientCertificate = FileIn(folder, Text(user, "client-certificate")),
        ClientCertificateData = Text(user, "client-certificate-data"),
        ClientKey = FileIn(folder, Text(user, "client-key")),
        ClientKeyData = Text(user, "client-key-data"),
        AuthProvider = Map(user, "auth-provider") is not { } provider ? null : new AuthProvider
        {
            Name = Text(provider, "name"),
            Config = Map(provider, "config") is { } config ? Texts(config) : null,
        },
        ExternalExecution = Map(user, "exec") is not { } exec ? null : new ExternalExecution
        {
            ApiVersion = Text(exec, "apiVersion"),
            Command = Text(exec, "command"),
            Arguments = [.. Nodes(exec, "args").OfType<YamlScalarNode>().Select(argument => argument.Value ?? "")],
            EnvironmentVariables = [.. Items(exec, "env").Select(Texts)],
        },
    };

    private static YamlNode? Node(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static YamlMappingNode? Map(YamlMappingNode map, string key) => Node(map, key) as YamlMappingNode;

    private static IEnumerable<YamlNode> Nodes(YamlMappingNode map, string key) => Node(map, key) is YamlSequenceNode sequence ? sequence : [];

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode map, string key) => Nodes(map, key).OfType<YamlMappingNode>();

    private static string? Text(YamlMappingNode map, string key) => Node(map, key) is YamlScalarNode { Value: { } value } scalar && !IsNull(scalar) ? value : null;

    private static Dictionary<string, string> Texts(YamlMappingNode map) => map.Children.Keys.OfType<YamlScalarNode>()
        .Where(key => key.Value is not null).ToDictionary(key => key.Value!, key => Text(map, key.Value!) ?? "", StringComparer.Ordinal);

    private static bool IsNull(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";

    private static string? FileIn(string folder, string? path) => string.IsNullOrEmpty(path) ? path : Path.GetFullPath(path, folder);
}
