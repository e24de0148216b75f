using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace IrsaOperator.Tests.Sandbox.Aws;

internal sealed record AwsAnswer(int Status, string Body, string? ErrorType)
{
    public string? Code => ErrorType ?? (Body.StartsWith('<') ? All("Code").FirstOrDefault() : null);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Message => Body.StartsWith('<') ? Text("Message") : (string)Json["message"]!;

    public string Text(string element) => All(element).First();

    public List<string> All(string element) => [.. XElement.Parse(Body).Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Value)];

    public AwsAnswer Ok()
    {
        Assert.True(Status == 200, Body);
        return this;
    }

    public AwsAnswer Fails(int status, string code, string? message = null)
    {
        Assert.Equal((status, code), (Status, Code));
        if (message is not null)
            Assert.Contains(message, Message, StringComparison.Ordinal);
        return this;
    }
}
