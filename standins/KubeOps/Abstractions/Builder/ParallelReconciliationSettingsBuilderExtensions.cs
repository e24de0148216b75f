namespace KubeOps.Abstractions.Builder;

/// <summary>The fluent form of <see cref="ParallelReconciliationSettingsBuilder"/>.</summary>
public static class ParallelReconciliationSettingsBuilderExtensions
{
    public static ParallelReconciliationSettingsBuilder WithMaxParallelReconciliations(
        this ParallelReconciliationSettingsBuilder builder, int value)
    {
        builder.MaxParallelReconciliations = value;
        return builder;
    }

    public static ParallelReconciliationSettingsBuilder WithMaxErrorRetries(
        this ParallelReconciliationSettingsBuilder builder, int retries)
    {
        builder.MaxErrorRetries = retries;
        return builder;
    }

    public static ParallelReconciliationSettingsBuilder WithErrorBackoffBase(
        this ParallelReconciliationSettingsBuilder builder, TimeSpan backoff)
    {
        builder.ErrorBackoffBase = backoff;
        return builder;
    }
}
