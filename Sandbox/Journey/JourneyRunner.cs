using IrsaOperator.Sandbox.Local;
using k8s.Autorest;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>Takes the steps in order and stops at the first that does not hold.</summary>
internal sealed class JourneyRunner(JourneyContext context, OperatorCalls calls, TimeProvider time)
{
    /// <summary>Takes the steps.</summary>
    /// <param name="steps">What to do.</param>
    /// <param name="report">Gets each result as soon as it is there.</param>
    /// <param name="cancellationToken">Ends the journey between and within steps.</param>
    /// <returns>The results of the steps that were taken; only the last one may have failed.</returns>
    public async Task<IReadOnlyList<StepResult>> RunAsync(
        IReadOnlyList<IJourneyStep> steps, Action<StepResult> report, CancellationToken cancellationToken)
    {
        List<StepResult> results = [];
        foreach (var step in steps)
        {
            var result = await RunAsync(step, results.Count + 1, cancellationToken);
            results.Add(result);
            report(result);
            if (!result.Held)
                break;
        }

        return results;
    }

    private async Task<StepResult> RunAsync(IJourneyStep step, int number, CancellationToken cancellationToken)
    {
        var notes = new StepNotes();
        var started = time.GetTimestamp();
        var mark = calls.Mark();
        string? failure = null;
        try
        {
            await step.RunAsync(context, notes, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong is the step's result, and the journey's end.
            failure = Describe(exception);
        }

        return new StepResult(number, step.Name, notes.All, time.GetElapsedTime(started), calls.Since(mark), failure);
    }

    private static string Describe(Exception exception) => exception switch
    {
        StepFailedException or ManifestException => exception.Message,
        HttpOperationException refused => $"{refused.Message} {refused.Response?.Content}",
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };
}
