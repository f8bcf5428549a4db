namespace LoanTwin.Web.Forecasts;

/// <summary>How far to look, and in how many futures.</summary>
internal sealed record ForecastQuestion(int Months, int Paths)
{
    public const int MostMonths = 60;
    public const int LeastPaths = 10;
    public const int MostPaths = 1_000;
    public const int UsualMonths = 12;

    private const int UsualPaths = 100;
    private const int FewestUsualPaths = 20;

    /// <summary>Loans times paths that the usual forecast takes: half a minute of one core. Of a large book it is fewer futures, never another method.</summary>
    private const int UsualWork = 1_000_000;

    public static int PathsFor(int loans) => Math.Clamp(UsualWork / Math.Max(1, loans), FewestUsualPaths, UsualPaths);
}
