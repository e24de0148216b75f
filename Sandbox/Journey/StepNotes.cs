namespace IrsaOperator.Sandbox.Journey;

/// <summary>What a step writes down as it goes; a step that fails has told how far it got.</summary>
internal sealed class StepNotes
{
    private readonly List<StepNote> _notes = [];

    public IReadOnlyList<StepNote> All => _notes;

    public void Did(string what) => _notes.Add(new StepNote(Label: null, what));

    public void Saw(string what, string text) => _notes.Add(new StepNote(what, text));
}
