using LoanTwin.Domain.Risk;

namespace LoanTwin.Domain.Lending;

/// <summary>How the five default products are sold (calibration.md 3, re-measured here: docs/method/lender.md).</summary>
internal static class DefaultOffers
{
    public static Offer Consumer { get; } = new()
    {
        Price = new(.040, 2.0, .20),
        Demand = new(164, .55, .25, 1.0),
        Costs = new(.0050, .0190, 600, .020, 0, .020),
        Basel = BaselClass.Retail,
        Applicants = new()
        {
            Share = .23,
            MedianAmount = 14_500,
            LogSdAmount = .50,
            LowestAmount = 1_000,
            HighestAmount = 50_000,
            Terms = [new(24, .05), new(36, .62), new(48, .05), new(60, .28)],
            ScoreMean = 672,
            ScoreSd = 62,
            DtiMean = .19,
            DtiSd = .085,
            MedianIncome = 65_000,
            LogSdIncome = .45,
        },
    };

    public static Offer Auto { get; } = new()
    {
        Price = new(.0085, 2.2, .10) { NewGoods = -.004, UsedGoods = .006 },
        Demand = new(142, .55, .45, .6),
        Costs = new(.0055, .0130, 600, .008, 0, .004),
        Limits = new(MaxLtv: 1.25),
        Basel = BaselClass.Retail,
        Applicants = new()
        {
            Share = .26,
            MedianAmount = 25_000,
            LogSdAmount = .30,
            LowestAmount = 8_000,
            HighestAmount = 90_000,
            New = new(712, 35, 38_500),
            Terms = [new(48, .10), new(60, .25), new(72, .45), new(84, .20)],
            ScoreMean = 694,
            ScoreSd = 68,
            DtiMean = .22,
            DtiSd = .09,
            LtvMean = 1.03,
            LtvSd = .13,
            MedianIncome = 68_000,
            LogSdIncome = .45,
        },
    };

    public static Offer Mortgage { get; } = new()
    {
        Price = new(.0008, 2.2, .02) { ShortTermBelow = 300, ShortTerm = -.006 },
        Demand = new(7.8, .55, 1.2, .2),
        Costs = new(.0080, .0058, 1_400, .006, 0, .004),
        Limits = new(MinScore: 620),
        Basel = BaselClass.ResidentialMortgage,
        Applicants = new()
        {
            Share = .028,
            MedianAmount = 290_000,
            LogSdAmount = .42,
            AmountPerScore = .12,
            LowestAmount = 60_000,
            HighestAmount = 1_200_000,
            Terms = [new(180, .12), new(240, .06), new(360, .82)],
            ScoreMean = 738,
            ScoreSd = 48,
            DtiMean = .33,
            DtiSd = .075,
            LtvMean = .73,
            LtvSd = .11,
            MedianIncome = 115_000,
            LogSdIncome = .45,
        },
    };

    public static Offer Business { get; } = new()
    {
        Price = new(.0100, 2.2, .10),
        Demand = new(42, .55, .35, .8),
        Costs = new(.0060, .0210, 3_500, .010, 0, .010),
        Limits = new(MinScore: 620),
        Basel = BaselClass.SmallBusiness,
        Applicants = new()
        {
            Share = .088,
            MedianAmount = 58_000,
            LogSdAmount = .95,
            LowestAmount = 5_000,
            HighestAmount = 1_000_000,
            Terms = [new(36, .10), new(60, .25), new(84, .42), new(120, .18), new(240, .05)],
            ScoreMean = 700,
            ScoreSd = 52,
            DtiMean = .28,
            DtiSd = .09,
            LtvMean = .58,
            LtvSd = .13,
            MedianIncome = 105_000,
            LogSdIncome = .55,
        },
    };

    public static Offer CreditCard { get; } = new()
    {
        Price = new(.036, 1.2, .14),
        Demand = new(68, .60, .08, 2.0),
        Costs = new(.0050, .0530, 400, 0, 8_000, 0),
        Basel = BaselClass.Retail,
        Applicants = new()
        {
            Share = .394,
            MedianAmount = 9_500,
            LogSdAmount = .55,
            AmountPerScore = .45,
            LowestAmount = 500,
            HighestAmount = 40_000,
            Terms = [new(0, 1)],
            ScoreMean = 690,
            ScoreSd = 68,
            DtiMean = .20,
            DtiSd = .09,
            MedianIncome = 68_000,
            LogSdIncome = .50,
        },
    };
}
