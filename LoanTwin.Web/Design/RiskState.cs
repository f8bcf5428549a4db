namespace LoanTwin.Web.Design;

/// <summary>How bad something is. Always shown as colour, icon and word together.</summary>
public enum RiskState
{
    Ok,
    Info,
    Watch,
    Breach,
    Critical,
}

/// <summary>What a widget is in, at the same height in each case.</summary>
public enum WidgetState
{
    Live,
    Loading,
    Empty,
    Failed,
    Stale,
    Paused,
    WhatIf,
}

internal static class StateWords
{
    /// <summary>Name of the icon and of the style.</summary>
    public static string Key(this RiskState state) => state.ToString().ToLowerInvariant();

    public static string Word(this RiskState state) => state == RiskState.Ok ? "OK" : state.ToString();

    public static string Key(this WidgetState state) => state.ToString().ToLowerInvariant();
}
