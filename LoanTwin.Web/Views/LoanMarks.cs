using System.Collections.Immutable;

namespace LoanTwin.Web.Views;

/// <summary>What people have put on loans: who is watched, and the tags. Never changes; a change makes another.</summary>
internal sealed class LoanMarks(ImmutableHashSet<long> watched, ImmutableDictionary<long, ImmutableSortedSet<string>> tags)
{
    public static LoanMarks None { get; } = new([], ImmutableDictionary<long, ImmutableSortedSet<string>>.Empty);

    public ImmutableHashSet<long> Watched => watched;

    public ImmutableDictionary<long, ImmutableSortedSet<string>> Tags => tags;

    public bool HasTag(long loan, string tag) => tags.TryGetValue(loan, out var here) && here.Contains(tag);
}

/// <summary>The marks of now. A view keeps those of the moment it was made, and a newer one is made after a change.</summary>
internal sealed class MarkBoard
{
    private volatile LoanMarks _latest = LoanMarks.None;

    public LoanMarks Latest => _latest;

    public void Show(LoanMarks marks) => _latest = marks;
}
