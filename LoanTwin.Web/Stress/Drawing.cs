using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Web.Stress;

/// <summary>A world that is being drawn, one factor at a time. An edit is the next scenario, or the fault that says which cell is wrong; a step can be taken back.</summary>
public sealed record Drawing(Quarter First, EditHistory<Scenario> History)
{
    public MacroFactor Factor { get; init; } = MacroFactor.Unemployment;

    /// <summary>Nothing until it has been worked out for what is drawn now.</summary>
    public ImmutableDictionary<MacroFactor, Backdrop>? Backdrops { get; init; }

    public Scenario Current => History.Current;

    public int Quarters => Current.Quarters;

    /// <summary>As it was drawn; a factor that is not named stands as the others imply it.</summary>
    public ImmutableArray<double> PathOf(MacroFactor factor) => Current.Names(factor) ? Current.Of(factor) : Backdrops?[factor].Implied ?? [];

    public Drawing Do(Scenario drawn) => this with { History = History.Do(drawn) };

    public Drawing Undo() => this with { History = History.Undo() };

    public Drawing Redo() => this with { History = History.Redo() };

    /// <summary>One quarter at what the reader typed or dragged it to.</summary>
    public Result<Scenario> With(int quarter, string? typed)
        => FactorCell.Read(Factor, $"{Factor.Key}[{First.Plus(quarter)}]", typed).Then(value => With(PathOf(Factor).SetItem(quarter, value)));

    /// <summary>"2.5 to 8 in 6".</summary>
    public Result<Scenario> Said(string words) => ShapedPath.Read(words, Factor, Quarters).Then(With);

    public Result<Scenario> Shaped(PathShape shape, string far)
        => FactorCell.Read(Factor, $"{Factor.Key}.furthest", far).Then(value => With(ShapedPath.Of(shape, PathOf(Factor)[0], value, Quarters)));

    /// <summary>What the factor did in another scenario; house prices are put on this one's base, and the last value stands where that one ends.</summary>
    public Result<Scenario> Copied(Scenario past)
    {
        if (!past.Names(Factor))
        {
            return Problem.Of(ProblemKind.MissingData, Factor.Key, past.Source, "a time when it was measured");
        }

        var (path, scale) = (past.Of(Factor), Factor == MacroFactor.HousePriceIndex ? Current.HousePriceBase / past.HousePriceBase : 1);
        return With([.. Enumerable.Range(0, Quarters).Select(quarter => scale * path[Math.Min(quarter, path.Length - 1)])]);
    }

    /// <summary>A block from a spreadsheet, from this factor on; quarters beyond the block stay, rows beyond the scenario are left out.</summary>
    public Result<Scenario> Pasted(string block)
        => PastedBlock.Read(block, Factor).Then(read => With(read.ToDictionary(entry => entry.Key, entry => ImmutableArray.CreateRange(entry.Value.Concat(PathOf(entry.Key).Skip(entry.Value.Length)).Take(Quarters)))));

    /// <summary>A row or a column of cells, put where the reader stood; a block of several factors begins at the first quarter as always.</summary>
    public Result<Scenario> PastedAt(int quarter, string text)
    {
        var lines = text.Trim().Split('\n');
        if (lines.Length > 1 && lines[0].AsSpan().Trim().IndexOfAny('\t', ';') >= 0)
        {
            return Pasted(text);
        }

        var cells = text.Trim().Split(['\n', '\t', ';'], StringSplitOptions.TrimEntries);
        var read = cells.Select((cell, at) => FactorCell.Read(Factor, $"{Factor.Key}[{First.Plus(quarter + at)}]", cell)).ToList();
        var faults = new FaultList().Require(quarter + cells.Length <= Quarters, "cells", cells.Length, $"at most {Quarters - quarter} from {First.Plus(quarter)} on");
        faults.Add(read.SelectMany(cell => cell.Problem?.Faults ?? []));
        return faults.Any ? faults.ToProblem() : With([.. PathOf(Factor).Take(quarter), .. read.Select(cell => cell.Value), .. PathOf(Factor).Skip(quarter + cells.Length)]);
    }

    private Result<Scenario> With(ImmutableArray<double> path) => With(new Dictionary<MacroFactor, ImmutableArray<double>> { [Factor] = path });

    private Result<Scenario> With(Dictionary<MacroFactor, ImmutableArray<double>> paths)
    {
        var values = Current.Named.Union(paths.Keys).ToDictionary(
            factor => factor.Key, factor => (IReadOnlyList<double?>?)[.. (paths.TryGetValue(factor, out var path) ? path : Current.Of(factor)).Select(value => (double?)value)]);
        return ScenarioDoor.Open(new(Current.Name, Current.Source, values) { FirstQuarter = Current.FirstQuarter, HousePriceBase = Current.HousePriceBase });
    }
}
