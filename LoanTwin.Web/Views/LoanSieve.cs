using System.Collections.Immutable;

namespace LoanTwin.Web.Views;

/// <summary>What a stretch of rows fails: one bit a clause, nothing where all hold.</summary>
internal delegate void ReadFailing(int at, ReadOnlySpan<uint> failing);

/// <summary>The clauses of a filter over the columns of a view, stretch by stretch: each row learns which of them it fails.</summary>
internal sealed class LoanSieve
{
    /// <summary>Clauses beyond the last bit share it: there are not so many fields.</summary>
    private const int LastBit = 31;

    private const int Stretch = 4_096;

    private readonly ImmutableArray<MarkFailing> _marks;
    private readonly FilterClauses _clauses;

    public LoanSieve(BookView view, FilterClauses clauses)
    {
        _clauses = clauses;
        _marks = [.. clauses.All.Select(clause => clause.On(view))];
    }

    public static uint BitOf(int clause) => 1u << Math.Min(clause, LastBit);

    /// <summary>The bit of a field's clause; nothing where the filter does not speak of it.</summary>
    public uint BitOf(LoanField field)
    {
        for (var at = 0; at < _clauses.All.Length; at++)
        {
            if (_clauses.All[at].Field == field && at < LastBit)
            {
                return BitOf(at);
            }
        }

        return 0;
    }

    public void Each(int from, int to, ReadFailing read)
    {
        Span<uint> failing = stackalloc uint[Stretch];
        for (var at = from; at < to; at += Stretch)
        {
            var rows = failing[..Math.Min(Stretch, to - at)];
            rows.Clear();
            for (var clause = 0; clause < _marks.Length; clause++)
            {
                _marks[clause](at, at + rows.Length, rows, BitOf(clause));
            }

            read(at, rows);
        }
    }
}
