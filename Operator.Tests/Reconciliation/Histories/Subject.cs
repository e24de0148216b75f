using IrsaOperator.Api;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>A binding in a history: its object, and when it is looked at next.</summary>
internal sealed class Subject
{
    public Subject(Wish wish, int number)
        : this(wish, number, Made(wish, number))
    {
    }

    public Subject(Wish wish, int number, IrsaBinding binding)
    {
        First = Wish = wish;
        Number = number;
        Binding = binding;
        Note();
    }

    /// <summary>Counts the bindings of the history: the smaller, the older.</summary>
    public int Number { get; }

    public Wish Wish { get; private set; }

    /// <summary>What is in Git.</summary>
    public Wish First { get; }

    public IrsaBinding Binding { get; private set; }

    public bool Deleting { get; set; }

    /// <summary>Whether it was broken before it had anything: a younger one may have taken its place then.</summary>
    public bool StoodAside { get; private set; }

    public DateTimeOffset Due { get; set; } = DateTimeOffset.MinValue;

    public int Failures { get; set; }

    public string Uid => Binding.Metadata.Uid;

    public string Key => $"{Wish.Namespace}/{Wish.Name}";

    public BindingCondition? Ready => Binding.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);

    /// <summary>The user's edit: a new object with a new generation, and the same status.</summary>
    public void Edit(World world, Func<Wish, Wish> edit)
    {
        Edit(edit);
        var next = Sample.Binding(Wish.Namespace, Wish.Name);
        next.Metadata.Uid = Uid;
        next.Metadata.CreationTimestamp = Binding.Metadata.CreationTimestamp;
        next.Metadata.Generation = Binding.Metadata.Generation + 1;
        next.Spec = Wish.Spec();
        next.Status = Binding.Status;
        var at = world.Bindings.IndexOf(Binding);
        Binding = next;
        world.Bindings[at] = next;
        Due = DateTimeOffset.MinValue;
    }

    /// <summary>The user's edit, by which the API server has its own object.</summary>
    public void Edit(Func<Wish, Wish> edit)
    {
        Wish = edit(Wish);
        Note();
    }

    /// <summary>What the API server has.</summary>
    public void See(IrsaBinding binding) => Binding = binding;

    private void Note() => StoodAside |= Wish.Broken && Binding.Status?.Role?.Id is null;

    private static IrsaBinding Made(Wish wish, int number)
    {
        var binding = Sample.Binding(wish.Namespace, wish.Name);
        binding.Metadata.Uid = $"uid-{wish.Namespace}-{wish.Name}-{number}";
        binding.Metadata.CreationTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        binding.Spec = wish.Spec();
        return binding;
    }
}
