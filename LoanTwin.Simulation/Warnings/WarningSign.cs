using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Warnings;

/// <summary>Whether a sign says where a borrower stands or where he is going.</summary>
public enum SignKind
{
    Level,
    Trend,
}

/// <summary>One thing that the score reads, and how a borrower is told apart by it in words.</summary>
public sealed record WarningSign(string Key, SignKind Kind, Func<BorrowerSigns, double> Read, Func<BorrowerSigns, string> Words)
{
    /// <summary>In the order of the coefficients. Where a borrower stands is read before the trend and the trend on top of it, so that each has its own weight.</summary>
    public static ImmutableArray<WarningSign> All { get; } =
    [
        new("daysPastDue", SignKind.Level, signs => Math.Min(signs.DaysPastDue, 90) / 30.0, signs => $"{signs.DaysPastDue} days past due"),
        new("owesOne", SignKind.Level, signs => signs.Owed == 1 ? 1 : 0, _ => "one instalment unpaid"),
        new("owesTwo", SignKind.Level, signs => signs.Owed == 2 ? 1 : 0, _ => "two instalments unpaid"),
        new("owesThree", SignKind.Level, signs => signs.Owed >= 3 ? 1 : 0, signs => $"{signs.Owed} instalments unpaid"),
        new("grace", SignKind.Level, signs => signs.Status == PaymentStatus.GracePeriod ? 1 : 0, _ => "paid late last time"),
        new("thirty", SignKind.Level, signs => signs.Status == PaymentStatus.Days30 ? 1 : 0, _ => "recorded 30 days late"),
        new("sixty", SignKind.Level, signs => signs.Status == PaymentStatus.Days60 ? 1 : 0, _ => "recorded 60 days late"),
        new("score", SignKind.Level, signs => (700 - signs.Score) / 100.0, signs => Say($"score {signs.Score}")),
        new("dti", SignKind.Level, signs => 10 * (signs.DtiBefore - .25), signs => Say($"debt to income {signs.DtiBefore:0.00}")),
        new("utilisation", SignKind.Level, signs => 10 * signs.UtilisationBefore, signs => Say($"{signs.UtilisationBefore:0 %} of the line used")),
        new("lateMonths", SignKind.Trend, signs => signs.LateMonths, signs => Say($"late in {signs.LateMonths} of the last {BorrowerSigns.MonthsBack} months")),
        new("worse", SignKind.Trend, signs => Math.Clamp(signs.Worse, -2, 2), signs => signs.Worse > 0 ? "rolled to a worse state since last month" : "rolled to a better state since last month"),
        new("dtiRise", SignKind.Trend, signs => Math.Clamp(10 * (signs.Dti - signs.DtiBefore), -2, 2), signs => Moved("debt to income", signs.DtiBefore, signs.Dti, "0.00")),
        new("utilisationRise", SignKind.Trend, signs => Math.Clamp(10 * (signs.Utilisation - signs.UtilisationBefore), -3, 3), signs => Moved("use of the line", signs.UtilisationBefore, signs.Utilisation, "0 %")),
    ];

    public static double[] Of(in BorrowerSigns signs)
    {
        var read = new double[All.Length];
        for (var at = 0; at < read.Length; at++)
        {
            read[at] = All[at].Read(signs);
        }

        return read;
    }

    private static string Moved(string what, double before, double now, string format)
        => string.Create(CultureInfo.InvariantCulture, $"{what} {(now >= before ? "rose" : "fell")} from {before.ToString(format, CultureInfo.InvariantCulture)} to {now.ToString(format, CultureInfo.InvariantCulture)} in {BorrowerSigns.MonthsBack} months");

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
