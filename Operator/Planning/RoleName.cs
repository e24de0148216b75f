using System.Security.Cryptography;
using System.Text;

namespace IrsaOperator.Planning;

/// <summary>The names of roles whose binding names none.</summary>
internal static class RoleName
{
    /// <summary>IAM's limit.</summary>
    public const int MaxLength = 64;

    // IAM compares role names without regard to case, so the digest is written in lower-case base 32. Ten characters are
    // 50 bits: among 10,000 roles of an account the chance of any collision is below one in ten million.
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int DigestLength = 10;

    /// <summary>
    /// A readable name that is the same on every run and differs between clusters, namespaces and bindings, also where
    /// shortening or the dash between the parts would make two of them look alike.
    /// </summary>
    public static string Derive(string issuer, string @namespace, string name)
    {
        // Neither an issuer nor a Kubernetes name holds a line feed, so the hashed text has one reading only.
        var digest = Digest($"{OidcIssuer.HostPath(issuer).ToLowerInvariant()}\n{@namespace}\n{name}");
        var readable = $"{@namespace}-{name}";
        var room = MaxLength - DigestLength - 1;
        if (readable.Length > room)
            readable = readable[..room];
        return $"{readable}-{digest}";
    }

    private static string Digest(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        var characters = new char[DigestLength];
        var bits = 0;
        var value = 0;
        var next = 0;
        for (var i = 0; i < DigestLength; i++)
        {
            if (bits < 5)
            {
                value = (value << 8) | hash[next++];
                bits += 8;
            }

            bits -= 5;
            characters[i] = Alphabet[(value >> bits) & 31];
        }

        return new string(characters);
    }
}
