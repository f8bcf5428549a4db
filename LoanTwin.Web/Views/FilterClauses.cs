using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Web.Views;

/// <summary>
/// A filter taken apart: one clause a field, in the order of the fields, then what is of another form. All of them must hold. Its text is the
/// same for the same clauses, so that it can be a URL and the name of an answer; changing a clause gives another filter.
/// </summary>
internal sealed record FilterClauses(ImmutableArray<FilterClause> All)
{
    private const string Name = "filter";

    public static FilterClauses None { get; } = new([]);

    public string Text => string.Join(" and ", All.Select(clause => clause.Text));

    /// <summary>True for nothing at all, which is every loan ever made.</summary>
    public bool IsEmpty => All.IsEmpty;

    /// <summary>All clauses at once, loan by loan.</summary>
    public LoanTest Test
    {
        get
        {
            var tests = All.Select(clause => clause.Test).ToArray();
            return (view, shelf, row) => Array.TrueForAll(tests, test => test(view, shelf, row));
        }
    }

    /// <summary>The clauses that can be asked of the book of any earlier day: those of fields that the contract fixes.</summary>
    public FilterClauses OfTheContract => new([.. All.Where(clause => clause.Field?.IsOfTheContract == true)]);

    /// <summary>The test of clauses that are <see cref="OfTheContract"/>.</summary>
    public Func<Shelf, int, bool> ContractTest()
    {
        var parts = All.SelectMany(clause => clause.Parts).Select(part => (part.Field, Holds: part.Holds())).ToArray();
        return (shelf, row) => Array.TrueForAll(parts, part => part.Holds(part.Field.OfTheContract(shelf, row)));
    }

    public FilterClause? Of(LoanField field) => All.FirstOrDefault(clause => clause.Field == field);

    /// <summary>The whole filter, or all that is wrong with it.</summary>
    public static Result<FilterClauses> Parse(string? text) => LoanFilter.Parse(text).Then<FilterClauses>(_ => Read(text, out var _));

    /// <summary>What can be read of a filter, and what is wrong with the rest: each bad clause is left out alone.</summary>
    public static FilterClauses Read(string? text, out ImmutableArray<Fault> faults)
    {
        var found = new FaultList();
        var read = Conjuncts(text ?? "").Select(part => (Text: part.Trim(), Read: LoanFilter.Read(part))).ToList();
        found.Add(read.SelectMany(part => part.Read.Problem?.Faults ?? []));
        if (!found.Any)
        {
            found.Add(LoanFilter.Read(text).Problem?.Faults ?? []); // an "and" with nothing beside it belongs to no piece
        }

        faults = found.Any ? found.ToProblem().Faults : [];
        var sound = read.Where(part => part.Read.IsSuccess).Select(part => (part.Text, part.Read.Value.Test, part.Read.Value.Single)).ToList();
        return Arranged(
            sound.Where(part => part.Single is not null).GroupBy(part => part.Single!.Field).Select(group => FilterClause.Of(group.Key, group.Select(part => part.Single!)))
                .Concat(sound.Where(part => part.Single is null && part.Text.Length > 0).DistinctBy(part => part.Text).Select(part => FilterClause.Other(part.Test, Enclosed(part.Text)))));
    }

    /// <summary>Both filters together.</summary>
    public FilterClauses And(string more)
    {
        var both = All.Concat(Read(more, out _).All).ToList();
        return Arranged(
            both.Where(clause => clause.Field is not null).GroupBy(clause => clause.Field!).Select(group => FilterClause.Of(group.Key, group.SelectMany(clause => clause.Parts)))
                .Concat(both.Where(clause => clause.Field is null).DistinctBy(clause => clause.Text)));
    }

    /// <summary>The same with everything about the clause's fields said by it alone: what a click on a facet means.</summary>
    public FilterClauses Instead(string clause)
    {
        var said = Read(clause, out _);
        return Arranged(All.Where(old => old.Field is null || said.Of(old.Field) is null).Concat(said.All));
    }

    public FilterClauses Without(LoanField field) => new([.. All.Where(clause => clause.Field != field)]);

    public FilterClauses Without(FilterClause clause) => new([.. All.Where(known => known != clause)]);

    /// <summary>Ticks a value in a list of them, or unticks it; the last one takes the clause away.</summary>
    public FilterClauses Toggled(LoanField field, FieldValue value)
    {
        var clause = Of(field);
        var ticked = clause?.Parts.FirstOrDefault(part => part.IsSet)?.Values ?? [];
        var now = ticked.Contains(value) ? ticked.Remove(value) : ticked.Add(value);
        var rest = clause?.Parts.Where(part => !part.IsSet) ?? [];
        var parts = now.IsEmpty ? rest.ToList() : [.. rest, new(field, FieldComparison.OneOf, now)];
        var without = Without(field);
        return parts.Count == 0 ? without : Arranged(without.All.Append(FilterClause.Of(field, parts)));
    }

    public override string ToString() => Text;

    private static FilterClauses Arranged(IEnumerable<FilterClause> clauses)
        => new([.. clauses.OrderBy(clause => clause.Field is { } field ? LoanField.All.IndexOf(field) : int.MaxValue).ThenBy(clause => clause.Text, StringComparer.Ordinal)]);

    /// <summary>A condition of another form stands in parentheses, or "or" would reach beyond it.</summary>
    private static string Enclosed(string text) => IsEnclosed(FilterToken.Split(text)) ? text : $"({text})";

    private static bool IsEnclosed(List<FilterToken> tokens)
    {
        var depth = 0;
        for (var at = 0; at < tokens.Count - 1; at++)
        {
            depth += tokens[at].Kind is TokenKind.Open ? 1 : tokens[at].Kind is TokenKind.Close ? -1 : 0;
            if (depth <= 0 && at < tokens.Count - 2)
            {
                return false;
            }
        }

        return depth == 0 && tokens.Count > 2 && tokens[0].Kind is TokenKind.Open;
    }

    /// <summary>The pieces between outer ands, each where it stands, so that its faults name the right letter; an outer or keeps everything together.</summary>
    private static IEnumerable<string> Conjuncts(string text)
    {
        var tokens = FilterToken.Split(text.Length <= LoanFilter.MostLetters ? text : "");
        if (text.Length > LoanFilter.MostLetters)
        {
            return [text];
        }

        if (IsEnclosed(tokens))
        {
            return Conjuncts($"{text[..tokens[0].At]} {text[(tokens[0].At + 1)..tokens[^2].At]}");
        }

        var outer = Outer(tokens);
        return outer.Any(token => token.Is("or")) ? [text] : Pieces(text, [.. outer.Where(token => token.Is("and"))]);
    }

    private static IEnumerable<string> Pieces(string text, List<FilterToken> ands)
    {
        var from = 0;
        foreach (var and in ands)
        {
            foreach (var piece in Inner(Padded(text, from, and.At)))
            {
                yield return piece;
            }

            from = and.At + and.Text.Length;
        }

        foreach (var piece in Inner(Padded(text, from, text.Length)))
        {
            yield return piece;
        }
    }

    private static IEnumerable<string> Inner(string piece) => IsEnclosed(FilterToken.Split(piece)) ? Conjuncts(piece) : [piece];

    private static string Padded(string text, int from, int to) => new string(' ', from) + text[from..to];

    private static List<FilterToken> Outer(List<FilterToken> tokens)
    {
        var (depth, outer) = (0, new List<FilterToken>());
        foreach (var token in tokens)
        {
            depth += token.Kind is TokenKind.Open ? 1 : token.Kind is TokenKind.Close ? -1 : 0;
            if (depth == 0 && token.Kind is TokenKind.Name)
            {
                outer.Add(token);
            }
        }

        return outer;
    }
}
