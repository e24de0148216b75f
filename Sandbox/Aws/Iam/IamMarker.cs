using System.Globalization;
using System.Text;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>An opaque position in a list.</summary>
internal static class IamMarker
{
    public static string Write(int position) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"page:{position}"));

    public static int Read(string marker)
    {
        Span<byte> buffer = stackalloc byte[64];
        if (marker.Length <= 64 && Convert.TryFromBase64String(marker, buffer, out var length)
            && Encoding.ASCII.GetString(buffer[..length]) is var text && text.StartsWith("page:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return position;
        throw AwsErrors.Validation("Invalid Marker.");
    }
}
