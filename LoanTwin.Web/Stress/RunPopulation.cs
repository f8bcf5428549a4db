using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Stress;

/// <summary>The loans that a filter picks on the day of a run.</summary>
internal static class RunPopulation
{
    private static readonly string[] Marks = ["watched", "tag", "expectedLossChange"];

    /// <summary>What is wrong with a filter. What people mark on loans and what a loan was before are not part of the frozen lender, so a run cannot rest on them.</summary>
    public static IEnumerable<Fault> Check(string? filter)
        => LoanFilter.Parse(filter).Problem is { } problem ? problem.Faults.Select(fault => fault with { Field = "population" })
            : filter is not null && FilterToken.Split(filter).Exists(token => Array.Exists(Marks, token.Is)) ? [new("population", filter, "fields of the loan itself: watch-list, tags and changes since a month end are not frozen with a run")]
            : [];

    public static ImmutableHashSet<long>? Of(Lender lender, string? filter)
    {
        if (filter is null)
        {
            return null;
        }

        using var view = BookView.OfPast(lender, 0, 0, LoanMarks.None);
        var (picked, test) = (ImmutableHashSet.CreateBuilder<long>(), LoanFilter.Parse(filter).Value);
        foreach (var shelf in view.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (test(view, shelf, row))
                {
                    picked.Add(shelf.Fixed.Id[row]);
                }
            }
        }

        return picked.ToImmutable();
    }
}
