namespace IrsaOperator.Infrastructure.Overlay;

/// <summary>The overlay can't be rendered; the message says what to change.</summary>
internal sealed class OverlayException(string message) : Exception(message);
