using System.CommandLine;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>The flags that <c>up</c> and <c>journey</c> have in common.</summary>
internal sealed class SandboxFlags
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Write the administrator's kubeconfig to this file; it is removed at the end.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _envFile = new("--env-file")
    {
        Description = "Write KUBECONFIG, AWS_ENDPOINT_URL, AWS_REGION and the administrator's keys to this file, to source; it is removed at the end.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _journal = new("--aws-journal")
    {
        Description = "Append a line of JSON for every AWS call to this file: time, operation, parameters, result. It stays.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _template = new("--template")
    {
        Description = "A template that Infrastructure has synthesized: the operator gets its role, policy, boundary and options. The base cluster with its defaults when left out.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_kubeconfig);
        command.Add(_envFile);
        command.Add(_journal);
        command.Add(_template);
    }

    public SandboxOptions Read(ParseResult parsed) => new()
    {
        Template = FullPath(parsed.GetValue(_template)) ?? new SandboxOptions().Template,
        KubeconfigFile = FullPath(parsed.GetValue(_kubeconfig)),
        EnvFile = FullPath(parsed.GetValue(_envFile)),
        JournalFile = FullPath(parsed.GetValue(_journal)),
    };

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);
}
