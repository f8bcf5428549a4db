namespace LoanTwin.Benchmarks.Realism;

/// <summary>A measure as numerator over denominator, so that books pool: sums over sums, not a mean of ratios of which some have no events.</summary>
internal readonly record struct Share(double Part, double Whole)
{
    public double? Value => Whole == 0 ? null : Part / Whole;

    public static Share operator +(Share a, Share b) => new(a.Part + b.Part, a.Whole + b.Whole);
}
