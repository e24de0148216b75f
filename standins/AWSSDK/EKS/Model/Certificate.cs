namespace Amazon.EKS.Model;

/// <summary>The certificate authority of a cluster, base64-encoded PEM.</summary>
public sealed class Certificate
{
    public string? Data { get; set; }
}
