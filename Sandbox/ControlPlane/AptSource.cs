namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>One archive of binary packages that the machine's apt uses, whichever of apt's two formats names it.</summary>
/// <param name="Uri">The mirror.</param>
/// <param name="Suites">For instance bookworm, bookworm-updates.</param>
/// <param name="Components">For instance main.</param>
/// <param name="Options">What else is said of it (Signed-By, Trusted, …), under the names of the deb822 format.</param>
internal sealed record AptSource(
    string Uri, IReadOnlyList<string> Suites, IReadOnlyList<string> Components, IReadOnlyList<(string Name, string Value)> Options);
