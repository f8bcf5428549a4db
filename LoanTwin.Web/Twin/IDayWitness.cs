using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>
/// Another room that has rows of its own to add to a lived day, in the day's transaction, and wants to hear when the day is durable. The twin knows
/// none of them.
/// </summary>
internal interface IDayWitness
{
    /// <summary>On the writer's thread, after the day's figures; once more for the same day when its commit failed, so nothing may be kept outside of the scope.</summary>
    void Write(WriteScope scope, LivedFigures figures);

    /// <summary>The day is on the disk.</summary>
    void Note(int day);
}
