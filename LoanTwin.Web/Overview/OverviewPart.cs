using LoanTwin.Web.Insights;
using LoanTwin.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>A part of the overview: it shows the picture of the day that the page looks at, and follows it while that day is live.</summary>
public abstract class OverviewPart : LiveComponent
{
    /// <summary>At most twelve times a minute for what is read rather than watched.</summary>
    protected static readonly TimeSpan Reading = TimeSpan.FromSeconds(5);

    private string? _baseline;

    [Inject] internal OverviewPictures Pictures { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    /// <summary>Which days the page looks at.</summary>
    [Parameter, EditorRequired] public required object Time { get; set; }

    internal PageTime Days => (PageTime)Time;

    /// <summary>Nothing while the lender is being founded, and for a day that is not stored.</summary>
    internal OverviewPicture? Picture { get; private set; }

    protected override void OnInitialized() => Notices.Changed += Follow;

    protected override void OnLeave() => Notices.Changed -= Follow;

    protected override object? Read() => IsHeld ? Picture : Picture = Pictures.Of(Days.AsOf ?? (Viewer.IsPaused ? Viewer.Shown?.Day : null), _baseline = Days.Baseline);

    /// <summary>A held picture stays as it is, alerts included, until the reader asks for something else.</summary>
    private bool IsHeld => Viewer.IsPaused && Days.AsOf is null && Picture is { IsLive: true } && _baseline == Days.Baseline;
}
