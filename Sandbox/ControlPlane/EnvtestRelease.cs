using System.Runtime.InteropServices;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>
/// One release of the archives that kubernetes-sigs/controller-tools publishes for envtest, with the SHA-512 of each as
/// its index (envtest-releases.yaml) has them.
/// </summary>
internal static class EnvtestRelease
{
    internal const string Version = "1.30.0";

    private static readonly Dictionary<string, string> Hashes = new(StringComparer.Ordinal)
    {
        ["darwin-amd64"] = "e705b35189052880afefeac72797834d2750bfcfc8971dd913cc2b5575ea7222e9cfa3ebb38a5e5deec8f06089ecc654beaf9c4fe990acf41e57758c26b3d62a",
        ["darwin-arm64"] = "48c1fa5555f021f8aa365faaa96b106804ce5e3022142a2a166bc91ecd5b22da79f012d20c1a4963e0236df00a214f3311cdd842de4ab19442ca1c83b3bcb859",
        ["linux-amd64"] = "d53870e1a6c9b3b50366489a9387f4e254c664955e932e3e25e2088bb437b270bfab75d241b50849233f9a34bb1f08b41567ebb81ea29352104ae0f5b1cb9e88",
        ["linux-arm64"] = "140748efaa394598f50175e809cd53896881ed046d93ebdfbd5442100f68b3d8d51fd22f8cf1ae06a6e43473897b789df0db6e0ae6c45c8320b000d5ee900005",
    };

    /// <summary>This machine in the archive's words, or null when no archive fits it.</summary>
    public static string? Platform()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : "other";
        var architecture = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "amd64",
            Architecture.Arm64 => "arm64",
            _ => "other",
        };
        var platform = $"{system}-{architecture}";
        return Hashes.ContainsKey(platform) ? platform : null;
    }

    public static Uri Archive(string platform) =>
        new($"https://github.com/kubernetes-sigs/controller-tools/releases/download/envtest-v{Version}/envtest-v{Version}-{platform}.tar.gz");

    /// <summary>SHA-512 of the platform's archive, in lower-case hexadecimal.</summary>
    public static string Hash(string platform) => Hashes[platform];
}
