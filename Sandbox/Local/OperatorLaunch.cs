using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;

namespace IrsaOperator.Sandbox.Local;

/// <summary>The operator's command line and environment.</summary>
internal static class OperatorLaunch
{
    private const string Name = "irsa-operator";

    /// <summary>Variables that would reach the operator from the user's own shell and change what it does.</summary>
    private static readonly string[] Foreign = ["AWS_", "IRSA_", "KUBERNETES_"];

    public static IReadOnlyList<string> Command(string? program, int httpPort, IReadOnlyList<string> more) =>
    [
        .. program is null ? Beside() : [program],
        "run",
        "--http-address", "127.0.0.1",
        "--http-port", httpPort.ToString(CultureInfo.InvariantCulture),
        "--log-format", "json",
        .. more,
    ];

    /// <summary>The operator's variables, and null for each inherited one that it must not get.</summary>
    public static IReadOnlyDictionary<string, string?> Environment(
        OperatorProcessOptions options, string kubeconfig, string tokenFile, IDictionary inherited)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in inherited.Keys.Cast<string>().Where(IsForeign))
            variables[name] = null;
        variables["KUBECONFIG"] = kubeconfig;
        variables["POD_NAMESPACE"] = OperatorIdentity.Namespace;
        variables["AWS_ENDPOINT_URL"] = options.AwsEndpoint.ToString().TrimEnd('/');
        variables["AWS_REGION"] = options.Region;
        variables["AWS_ROLE_ARN"] = options.RoleArn;
        variables["AWS_ROLE_SESSION_NAME"] = OperatorIdentity.ServiceAccount;
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = tokenFile;
        variables["AWS_EC2_METADATA_DISABLED"] = "true";

        // No profile of the user's either: these files don't exist.
        variables["AWS_CONFIG_FILE"] = Path.Combine(options.Folder, "no-aws-config");
        variables["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(options.Folder, "no-aws-credentials");
        return variables;
    }

    private static bool IsForeign(string name) => Array.Exists(Foreign, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The operator that lies beside this program: published, where it was, natively or not; or as it was built.</summary>
    public static string[] Beside()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "operator", Name);
        var library = $"{published}.dll";
        if (File.Exists(library))
            return [DotnetHost(), "exec", library];
        return File.Exists(published) ? [published] : [DotnetHost(), "exec", Path.Combine(AppContext.BaseDirectory, $"{Name}.dll")];
    }

    // The runtime that runs this process lies in <dotnet>/shared/Microsoft.NETCore.App/<version>/.
    private static string DotnetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
