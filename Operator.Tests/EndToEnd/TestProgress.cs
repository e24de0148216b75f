namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Progress lines on the console at once: preparing a control plane may take minutes.</summary>
internal sealed class TestProgress : IProgress<string>
{
    public void Report(string value)
    {
        TestContext.Current.SendDiagnosticMessage("{0}", value);
        Console.WriteLine($"control plane: {value}");
    }
}
