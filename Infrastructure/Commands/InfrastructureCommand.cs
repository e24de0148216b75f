using System.CommandLine;

namespace IrsaOperator.Infrastructure.Commands;

/// <summary>The command line of the project.</summary>
internal static class InfrastructureCommand
{
    public static RootCommand Create() => new("The base EKS cluster for IrsaOperator, as a CloudFormation template made by the AWS CDK.")
    {
        SynthCommand.Create(),
        OverlayCommand.Create(),
    };
}
