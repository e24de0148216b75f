using IrsaOperator.Api;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Bindings on their way to the API server and back.</summary>
internal static class Bindings
{
    /// <summary>Without what the API server fills in.</summary>
    public static IrsaBinding ForCreation(this IrsaBinding binding)
    {
        binding.Metadata.Uid = null;
        binding.Metadata.ResourceVersion = null;
        binding.Metadata.Generation = null;
        binding.Metadata.CreationTimestamp = null;
        binding.Status = null!;
        return binding;
    }

    public static BindingCondition? Condition(this IrsaBinding binding, string type) =>
        binding.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);
}
