using System.Text.Json.Nodes;
using IrsaOperator.Infrastructure.Commands;

namespace IrsaOperator.Infrastructure.Tests;

/// <summary>Templates, each synthesized once for all tests; and the folder for what that leaves.</summary>
public sealed class Synthesized : IDisposable
{
    private readonly JsiiScratch _scratch = JsiiScratch.Create();
    private readonly Dictionary<string, TemplateView> _templates = new(StringComparer.Ordinal);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("irsa-templates-");

    /// <summary>The template of the defaults, changed by context such as "flowLogs=true".</summary>
    internal TemplateView Template(params string[] context)
    {
        var key = string.Join(' ', context);
        if (!_templates.TryGetValue(key, out var template))
            _templates[key] = template = new TemplateView((JsonObject)JsonNode.Parse(File.ReadAllText(Write(context)))!);
        return template;
    }

    /// <summary>A template on disk, new each time.</summary>
    internal string Write(params string[] context)
    {
        Assert.SkipUnless(NodeRuntime.IsInstalled(), "Node.js is not installed, and the AWS CDK runs on it.");
        return Synthesis.Run(Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N")), CdkContext.Read(context, _ => null));
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _scratch.Dispose();
    }
}
