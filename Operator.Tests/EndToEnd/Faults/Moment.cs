namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>When a process dies, as seen from one call.</summary>
public enum Moment
{
    /// <summary>The call has had no effect.</summary>
    BeforeEffect,

    /// <summary>It has had its effect, and the process never hears of it.</summary>
    BeforeAnswer,

    /// <summary>The process has just heard of it.</summary>
    AfterAnswer,
}
