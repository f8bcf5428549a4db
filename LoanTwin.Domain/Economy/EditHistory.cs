using System.Collections.Immutable;

namespace LoanTwin.Domain.Economy;

/// <summary>What somebody drew, with everything that was drawn before and taken back: undo and redo as a value.</summary>
public sealed record EditHistory<T>
{
    private EditHistory(T current, ImmutableStack<T> before, ImmutableStack<T> after) => (Current, Before, After) = (current, before, after);

    private ImmutableStack<T> Before { get; }

    private ImmutableStack<T> After { get; }

    public T Current { get; }

    public bool CanUndo => !Before.IsEmpty;

    public bool CanRedo => !After.IsEmpty;

    public static EditHistory<T> Begin(T first) => new(first, [], []);

    /// <summary>A new step; what had been taken back is forgotten. A step that changes nothing is none.</summary>
    public EditHistory<T> Do(T next) => EqualityComparer<T>.Default.Equals(next, Current) ? this : new(next, Before.Push(Current), []);

    public EditHistory<T> Undo() => CanUndo ? new(Before.Peek(), Before.Pop(), After.Push(Current)) : this;

    public EditHistory<T> Redo() => CanRedo ? new(After.Peek(), Before.Push(Current), After.Pop()) : this;
}
