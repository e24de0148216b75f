namespace IrsaOperator.Infrastructure.Overlay;

/// <summary>Where the operator's image lies.</summary>
internal sealed record Image(string Name, string? Tag, string? Digest)
{
    /// <summary>Reads <c>registry/name</c>, with <c>:tag</c> or <c>@sha256:digest</c> after it.</summary>
    public static Image Parse(string text)
    {
        if (text.Length == 0 || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            throw new OverlayException($"\"{text}\" is no image: write one such as 111122223333.dkr.ecr.eu-central-1.amazonaws.com/irsa-operator:0.1.0.");
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at > 0)
            return new Image(text[..at], null, text[(at + 1)..]);

        // A colon before the last slash is that of the registry's port.
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? new Image(text[..colon], text[(colon + 1)..], null) : new Image(text, null, null);
    }
}
