namespace IrsaOperator.Planning;

internal static class Certainties
{
    public static Certainty Not(this Certainty certainty) => Certainty.Yes - (int)certainty;
}
