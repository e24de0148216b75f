using System.CommandLine;
using IrsaOperator.Infrastructure.Overlay;

namespace IrsaOperator.Infrastructure.Commands;

/// <summary><c>overlay</c>: from the outputs of the deployed stack to <c>kubectl apply -k</c>.</summary>
internal static class OverlayCommand
{
    private const string Solution = "IrsaOperator.sln";

    public static Command Create()
    {
        var outputs = new Option<string>("--outputs")
        {
            Description = "What aws cloudformation describe-stacks printed, or the file of cdk deploy --outputs-file.",
            HelpName = "FILE",
            Required = true,
        };
        var folder = new Option<string>("--output", "-o") { Description = "The folder that kustomization.yaml is written to.", HelpName = "DIR", Required = true };
        var image = new Option<string?>("--image") { Description = "The operator's image in your registry, with its tag or digest.", HelpName = "IMAGE" };
        var config = new Option<string?>("--config")
        {
            Description = "The folder config/default; that of the repository around the working directory when left out.",
            HelpName = "DIR",
        };
        var command = new Command("overlay", "Renders the kustomization that installs the operator in the stack's cluster.") { outputs, folder, image, config };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(outputs), parsed.GetRequiredValue(folder), parsed.GetValue(image), parsed.GetValue(config)));
        return command;
    }

    private static int Run(string outputs, string folder, string? image, string? config)
    {
        try
        {
            var target = Path.GetFullPath(folder);
            var defaults = Path.GetFullPath(config ?? FindConfig());
            if (!File.Exists(Path.Combine(defaults, "kustomization.yaml")))
                throw new OverlayException($"{defaults} holds no kustomization.yaml: name the folder config/default with --config.");
            var text = OverlayRenderer.Render(
                StackOutputs.Read(File.ReadAllText(outputs)),
                Path.GetRelativePath(target, defaults).Replace(Path.DirectorySeparatorChar, '/'),
                image is null ? null : Image.Parse(image));
            Directory.CreateDirectory(target);
            var file = Path.Combine(target, "kustomization.yaml");
            File.WriteAllText(file, text);
            Console.WriteLine(file);
            return 0;
        }
        catch (Exception exception) when (exception is OverlayException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static string FindConfig()
    {
        for (var current = new DirectoryInfo(Environment.CurrentDirectory); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, Solution)))
                return Path.Combine(current.FullName, "config", "default");
        }

        throw new OverlayException($"No {Solution} is in this folder or above it: name the folder config/default with --config.");
    }
}
