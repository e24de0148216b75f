using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Iam;

namespace IrsaOperator.Sandbox.Stack;

/// <summary>
/// Deploys what a template has of IAM and EKS into the emulated account, by IAM's own operations, so that a policy that IAM
/// would refuse is refused here. There is no network in the sandbox: the rest of the template is left alone.
/// </summary>
internal sealed class StackDeployment
{
    private const string StackName = "sandbox";
    private const int LongestRoleName = 64;

    private readonly AwsEmulator _aws;
    private readonly StackTemplate _template;
    private readonly string _issuer;
    private readonly StackIntrinsics _intrinsics;

    /// <summary>Each resource's own name, which a Ref gives, and its attributes; null while it is being made.</summary>
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>?> _made = new(StringComparer.Ordinal);

    private StackDeployment(AwsEmulator aws, StackTemplate template, string issuer)
    {
        _aws = aws;
        _template = template;
        _issuer = issuer;
        _intrinsics = new StackIntrinsics(Reference, Attribute);
    }

    private AwsAccount Account => _aws.Account;

    /// <summary>Deploys a template.</summary>
    /// <param name="aws">The account.</param>
    /// <param name="template">Of the base cluster.</param>
    /// <param name="issuer">What the cluster's tokens are issued by.</param>
    /// <exception cref="StackException">It can't be deployed; the message names the resource.</exception>
    public static DeployedStack Deploy(AwsEmulator aws, StackTemplate template, string issuer)
    {
        var deployment = new StackDeployment(aws, template, issuer);
        foreach (var id in template.Resources.Select(resource => resource.Key).Where(deployment.IsDeployed))
            deployment.Made(id);
        return new DeployedStack(template.Outputs.ToDictionary(
            output => output.Key, output => deployment._intrinsics.Text(output.Value!["Value"]), StringComparer.Ordinal));
    }

    private bool IsDeployed(string id) =>
        _template.TypeOf(id) is "AWS::EKS::Cluster" or "AWS::IAM::OIDCProvider" or "AWS::IAM::ManagedPolicy" or "AWS::IAM::Role";

    private string Reference(string name) => name switch
    {
        "AWS::Partition" => Account.Partition,
        "AWS::AccountId" => Account.AccountId,
        "AWS::Region" => Account.Region,
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => StackName,
        _ => Attribute(name, "Ref"),
    };

    private string Attribute(string id, string name) => Made(id).GetValueOrDefault(name) ?? throw new StackException($"The sandbox knows no {name} of {id}.");

    /// <summary>Makes a resource the first time that it is asked for: so each comes after those it refers to.</summary>
    private IReadOnlyDictionary<string, string> Made(string id)
    {
        if (_made.TryGetValue(id, out var made))
            return made ?? throw new StackException($"{id} refers to itself.");
        _made[id] = null;
        var type = _template.TypeOf(id);
        var properties = _template.Properties(id);
        made = type switch
        {
            "AWS::EKS::Cluster" => Cluster(properties),
            "AWS::IAM::OIDCProvider" => Provider(id, properties),
            "AWS::IAM::ManagedPolicy" => Policy(id, properties),
            "AWS::IAM::Role" => Role(id, properties),
            _ => throw new StackException($"{id} is of type {type}, which the sandbox does not have."),
        };
        return _made[id] = made;
    }

    private Dictionary<string, string> Cluster(JsonObject properties)
    {
        var cluster = Account.AddCluster(_intrinsics.Text(properties["Name"]), _issuer);
        return new() { ["Ref"] = cluster.Name, ["Arn"] = cluster.Arn, ["OpenIdConnectIssuerUrl"] = _issuer };
    }

    private Dictionary<string, string> Provider(string id, JsonObject properties)
    {
        var url = _intrinsics.Text(properties["Url"]);
        Call(id, "CreateOpenIDConnectProvider", [("Url", url), .. List("ClientIDList", _intrinsics.Resolve(properties["ClientIdList"])), .. Tags(properties)]);
        var arn = Account.IamArn($"oidc-provider/{url["https://".Length..]}");
        return new() { ["Ref"] = arn, ["Arn"] = arn };
    }

    private Dictionary<string, string> Policy(string id, JsonObject properties)
    {
        var (name, path) = (Name(id, properties, "ManagedPolicyName"), Path(properties));
        Call(id, "CreatePolicy", [("PolicyName", name), ("Path", path), ("PolicyDocument", Document(properties["PolicyDocument"]))]);
        var arn = Account.IamArn($"policy{path}{name}");
        return new() { ["Ref"] = arn, ["PolicyArn"] = arn };
    }

    private Dictionary<string, string> Role(string id, JsonObject properties)
    {
        var (name, path) = (Name(id, properties, "RoleName"), Path(properties));
        Call(id, "CreateRole", [("RoleName", name), ("Path", path), ("AssumeRolePolicyDocument", Document(properties["AssumeRolePolicyDocument"])), .. Tags(properties)]);
        foreach (var arn in _intrinsics.Resolve(properties["ManagedPolicyArns"]) as JsonArray ?? [])
            Call(id, "AttachRolePolicy", [("RoleName", name), ("PolicyArn", arn!.ToString())]);
        foreach (var policy in properties["Policies"] as JsonArray ?? [])
            Call(id, "PutRolePolicy", [("RoleName", name), ("PolicyName", _intrinsics.Text(policy!["PolicyName"])), ("PolicyDocument", Document(policy["PolicyDocument"]))]);
        var role = Account.FindRole(name)!;
        return new() { ["Ref"] = role.Name, ["Arn"] = role.Arn, ["RoleId"] = role.RoleId };
    }

    /// <summary>A document is given as an object, or as a text that a function has made.</summary>
    private string Document(JsonNode? node) => _intrinsics.Resolve(node) is { } resolved
        ? resolved is JsonValue text ? text.ToString() : resolved.ToJsonString()
        : throw new StackException("A policy document is missing.");

    private string Path(JsonObject properties) => properties["Path"] is { } path ? _intrinsics.Text(path) : "/";

    private string Name(string id, JsonObject properties, string property) =>
        properties[property] is { } name ? _intrinsics.Text(name) : $"{StackName}-{id}"[..Math.Min(LongestRoleName, StackName.Length + 1 + id.Length)];

    private IEnumerable<(string Name, string Value)> Tags(JsonObject properties) => (_intrinsics.Resolve(properties["Tags"]) as JsonArray ?? [])
        .SelectMany((tag, i) => new[]
        {
            ($"Tags.member.{i + 1}.Key", tag!["Key"]!.ToString()),
            ($"Tags.member.{i + 1}.Value", tag["Value"]!.ToString()),
        });

    private static IEnumerable<(string Name, string Value)> List(string name, JsonNode? items) =>
        (items as JsonArray ?? []).Select((item, i) => ($"{name}.member.{i + 1}", item!.ToString()));

    private void Call(string id, string operation, IEnumerable<(string Name, string Value)> parameters)
    {
        var named = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
        try
        {
            _ = IamService.Handle(operation, new IamCall(Account, _aws.Behaviour, named, _aws.Options.TimeProvider.GetUtcNow()));
        }
        catch (AwsErrorException exception)
        {
            throw new StackException($"{operation} for {id} was refused: {exception.Message}");
        }
    }
}
