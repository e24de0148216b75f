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

    /// <summary>The longest prefix: behind it, shortened namespace and name are still told.</summary>
    public const int MaxPrefixLength = 32;

    /// <summary>
    /// A readable name that is the same on every run and differs between clusters, namespaces and bindings, also where
    /// shortening or the dash between the parts would make two of them look alike.
    /// </summary>
    /// <param name="issuer">The cluster's issuer.</param>
    /// <param name="namespace">The binding's namespace.</param>
    /// <param name="name">The binding's name.</param>
    /// <param name="prefix">What the name begins with, at most <see cref="MaxPrefixLength"/> characters.</param>
    public static string Derive(string issuer, string @namespace, string name, string prefix = "") =>
        Compose(@namespace, name, prefix, Digest(issuer, @namespace, name));

    /// <summary>Whether the name is this binding's derived one, with whatever prefix.</summary>
    public static bool IsDerived(string roleName, string issuer, string @namespace, string name)
    {
        var digest = Digest(issuer, @namespace, name);
        return Enumerable.Range(0, Math.Min(MaxPrefixLength, roleName.Length) + 1)
            .Any(length => Compose(@namespace, name, roleName[..length], digest) == roleName);
    }

    private static string Compose(string @namespace, string name, string prefix, string digest)
    {
        var readable = $"{@namespace}-{name}";
        var room = MaxLength - DigestLength - 1 - prefix.Length;
        if (readable.Length > room)
            readable = readable[..room];
        return $"{prefix}{readable}-{digest}";
    }

    // Neither an issuer nor a Kubernetes name holds a line feed, so the hashed text has one reading only.
    private static string Digest(string issuer, string @namespace, string name) =>
        Digest($"{OidcIssuer.HostPath(issuer).ToLowerInvariant()}\n{@namespace}\n{name}");

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
