using System.CommandLine;
using Spectre.Console;

namespace IrsaOperator.Sandbox.Commands;

/// <summary><c>manifests</c>: brings the generated files below config/ up to date.</summary>
internal static class ManifestsCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; exit 1 and name the files that are stale." };
        var folder = new Option<string?>("--config")
        {
            Description = "The config folder; that of the repository around the working directory when left out.",
            HelpName = "FOLDER",
        };
        var command = new Command("manifests", "Renders the CRD and the RBAC roles below config/ from the C# attributes.") { check, folder };
        command.SetAction(parsed => Run(console, parsed.GetValue(folder) ?? Repository.FindConfig(Environment.CurrentDirectory), parsed.GetValue(check)));
        return command;
    }

    private static int Run(IAnsiConsole console, string? config, bool check)
    {
        if (config is null)
        {
            console.MarkupLine("[red]No IrsaOperator.sln is in this folder or above it: name the config folder with --config.[/]");
            return 1;
        }

        var stale = ManifestFiles.Stale(config);
        if (!check)
            ManifestFiles.Write(config);
        foreach (var file in stale)
            console.MarkupLine(check ? $"[red]stale:[/] config/{file}" : $"written: config/{file}");
        if (check && stale.Count > 0)
            console.MarkupLine("Renew them with: dotnet run --project Sandbox -- manifests");
        if (stale.Count == 0)
            console.MarkupLine($"all {ManifestFiles.All.Count} generated files are up to date");
        return check && stale.Count > 0 ? 1 : 0;
    }
}
