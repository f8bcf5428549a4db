using System.Globalization;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Charts;

/// <summary>How a figure stands and, in one sentence, why; with the one way on where there is one.</summary>
public sealed record FigureState(WidgetState Mood, string Text = "", string Detail = "", string Action = "")
{
    private const int Banner = 38;

    public static FigureState Live { get; } = new(WidgetState.Live);

    public static FigureState Loading { get; } = new(WidgetState.Loading);

    public static FigureState Empty(string why, string action = "") => new(WidgetState.Empty, why, Action: action);

    public static FigureState Failed(string what, TimeOnly at, string id) => new(WidgetState.Failed, $"{what} failed at {Clock(at)}", $"id {id}", "Retry");

    public static FigureState Stale(TimeSpan age, string asOf) => new(WidgetState.Stale, $"stale {Age(age)}", asOf);

    public static FigureState Paused(TimeOnly since, int waiting) => new(WidgetState.Paused, $"Paused at {Clock(since)}", $"{waiting} updates waiting", waiting > 0 ? $"Resume, {waiting}" : "Resume");

    public static FigureState WhatIf(string scenario) => new(WidgetState.WhatIf, $"What if: {scenario}", "Figures belong to the scenario; grey is the book.", "Back to the book");

    /// <summary>There is nothing to draw yet, or at all.</summary>
    public bool IsBare => Mood is WidgetState.Loading or WidgetState.Empty;

    /// <summary>What the state leaves of a height: a banner takes its own from the picture, so that the figure stays as tall as it was.</summary>
    public int HeightLeft(int height) => Mood == WidgetState.WhatIf ? height - Banner : height;

    private static string Clock(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) => age.TotalMinutes < 1 ? $"{(int)age.TotalSeconds} s" : $"{(int)age.TotalMinutes} m";
}
