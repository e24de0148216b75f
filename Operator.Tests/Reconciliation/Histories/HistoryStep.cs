using CsCheck;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>One step of a history: what happens, to whom, and three numbers that say how.</summary>
internal sealed record HistoryStep(HistoryMove Move, int Who, int A, int B)
{
    public const int Length = 30;

    private static readonly Gen<HistoryMove> Moves = Gen.Frequency(
        (1, Gen.Const(HistoryMove.Nothing)),
        (4, Gen.Const(HistoryMove.Create)),
        (2, Gen.Const(HistoryMove.Delete)),
        (3, Gen.Const(HistoryMove.Clock)),
        (10, Gen.Int[(int)HistoryMove.EditRole, (int)HistoryMove.Clock].Select(move => (HistoryMove)move)));

    public static readonly Gen<HistoryStep[]> Histories =
        Gen.Select(Moves, Gen.Int[0, 3], Gen.Int[0, 11], Gen.Int[0, 11], (move, who, a, b) => new HistoryStep(move, who, a, b)).Array[Length];

    public override string ToString() => $"new(HistoryMove.{Move}, {Who}, {A}, {B})";
}
