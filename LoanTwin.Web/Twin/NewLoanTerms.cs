using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Twin;

/// <summary>
/// The terms of a loan that is brought in from outside, fresh or part-way through its life. What is left out follows from the rest. Money in
/// dollars, rates as fractions.
/// </summary>
internal sealed record NewLoanTerms
{
    private const string Within = "between";
    private static readonly ImmutableArray<string> Styles = ["level", "linear", "interestOnly"];

    public string? Product { get; init; }
    public decimal Amount { get; init; }
    public double AnnualRate { get; init; }
    public int? Term { get; init; }
    public DateOnly? OriginationDay { get; init; }
    public int? DueDay { get; init; }
    public decimal? Balance { get; init; }
    public int? Age { get; init; }
    public decimal? Payment { get; init; }
    public string? Style { get; init; }
    public double? Margin { get; init; }
    public decimal? MonthlySpend { get; init; }
    public bool? PaysInFull { get; init; }
    public decimal? CollateralValue { get; init; }
    public string? Status { get; init; }
    public decimal? PrincipalDue { get; init; }
    public decimal? InterestDue { get; init; }
    public decimal? FeesDue { get; init; }
    public DateOnly? DefaultDay { get; init; }
    public int Score { get; init; }
    public double Dti { get; init; }
    public int Grade { get; init; }
    public double Income { get; init; }
    public int? EmploymentMonths { get; init; }
    public int? Delinquencies { get; init; }
    public int? Bankruptcies { get; init; }
    public string? Region { get; init; }
    public string? Ownership { get; init; }
    public string? Profession { get; init; }
    public string? Purpose { get; init; }

    public static NewLoanTerms Read(JsonFields fields) => new()
    {
        Product = fields.Word("product"),
        Amount = fields.Money("amount"),
        AnnualRate = fields.Number("annualRate"),
        Term = fields.WholeOrNone("term", 0, LoanDoor.LongestTerm),
        OriginationDay = fields.DayOrNone("originationDay"),
        DueDay = fields.WholeOrNone("dueDay", 1, 31),
        Balance = fields.MoneyOrNone("balance"),
        Age = fields.WholeOrNone("age", 0, 1200),
        Payment = fields.MoneyOrNone("payment"),
        Style = fields.WordOrNone("style"),
        Margin = fields.NumberOrNone("margin", -.40, .40),
        MonthlySpend = fields.MoneyOrNone("monthlySpend"),
        PaysInFull = fields.FlagOrNone("paysInFull"),
        CollateralValue = fields.MoneyOrNone("collateralValue"),
        Status = fields.WordOrNone("status"),
        PrincipalDue = fields.MoneyOrNone("principalDue"),
        InterestDue = fields.MoneyOrNone("interestDue"),
        FeesDue = fields.MoneyOrNone("feesDue"),
        DefaultDay = fields.DayOrNone("defaultDay"),
        Score = fields.Whole("score", 300, 850),
        Dti = fields.Number("dti"),
        Grade = fields.Whole("grade", 0, 6),
        Income = fields.Number("income", 1),
        EmploymentMonths = fields.WholeOrNone("employmentMonths", 0, 1200),
        Delinquencies = fields.WholeOrNone("delinquencies", 0, 100),
        Bankruptcies = fields.WholeOrNone("bankruptcies", 0, 100),
        Region = fields.Word("region"),
        Ownership = fields.WordOrNone("ownership"),
        Profession = fields.WordOrNone("profession"),
        Purpose = fields.WordOrNone("purpose"),
    };

    /// <summary>Everything that is wrong with the terms: what can be said of each field alone, then what the door of the book says of the loan.</summary>
    public ImmutableArray<Fault> Check(int day)
    {
        var faults = new FaultList();
        CheckWords(faults);
        CheckMoney(faults);
        faults.RequireRange(AnnualRate, 0, (double)LoanDoor.HighestRate / Domain.Lending.AnnualRate.One, "annualRate")
            .Require(OriginationDay is not { } origin || origin.DayNumber <= day, "originationDay", Text(OriginationDay), $"{DateOnly.FromDayNumber(day):O}, the day it comes in, or before");
        if (PlaceOf() is { } place)
        {
            CheckAgainstProduct(ProductCatalogue.Default[place], faults);
        }

        var known = faults.Faults.Select(fault => fault.Field).ToHashSet();
        if (!known.Contains("product") && !known.Contains("amount"))
        {
            var door = LoanDoor.Check(ProductCatalogue.Default, Loan(LoanId.Of(day - 1, PlaceOf()!.Value, 0), day));
            faults.Add((door.Problem?.Faults ?? []).Select(Renamed).Where(fault => !known.Contains(fault.Field) && !(IsInOtherUnits(fault.Field) && fault.Rule.StartsWith(Within, StringComparison.Ordinal))));
        }

        return [.. faults.Faults];
    }

    /// <summary>
    /// The loan as it enters the book. Its number is one of the day before, above all that the lender's own applicants have: no two meet, and
    /// numbers go on rising through the day.
    /// </summary>
    public NewLoan On(long sequence, int day) => Loan(LoanId.Of(day - 1, PlaceOf()!.Value, (LoanId.MostSlots / 2) + (int)(sequence % (LoanId.MostSlots / 2))), day);

    private NewLoan Loan(long id, int day)
    {
        var product = ProductCatalogue.Default[PlaceOf()!.Value];
        var isCard = product.Card is not null;
        var origin = OriginationDay?.DayNumber ?? day;
        var anchor = DueDay ?? DateOnly.FromDayNumber(origin).Day;
        var age = Age ?? Instalments(origin, anchor, day);
        var balance = CentsOf(Balance) ?? (isCard ? 0 : CentsOf(Amount)!.Value);
        var rate = EventBody.RateOf(Math.Clamp(double.IsFinite(AnnualRate) ? AnnualRate : 0, 0, 1));
        return new()
        {
            Id = id,
            Product = PlaceOf()!.Value,
            CustomerId = id,
            OriginationDay = origin,
            Anchor = anchor,
            Amount = CentsOf(Amount)!.Value,
            CreditLimit = isCard ? CentsOf(Amount)!.Value : 0,
            AnnualRate = rate.TenMillionths,
            Term = Term ?? 0,
            Age = age,
            Balance = balance,
            Payment = isCard ? 0 : CentsOf(Payment) ?? PaymentOf(balance - (CentsOf(PrincipalDue) ?? 0), rate, (Term ?? 0) - age),
            InterestOnTop = Style is not null && Style != Styles[0],
            IsFloating = Margin is not null,
            Margin = Margin is { } margin ? (int)Math.Round(margin * Domain.Lending.AnnualRate.One) : 0,
            IsTransactor = PaysInFull ?? false,
            MonthlySpend = CentsOf(MonthlySpend) ?? (product.Card is { } card ? Contract.SteadySpend(product, card, balance, rate, PaysInFull ?? false) : 0),
            CollateralValue = CentsOf(CollateralValue) ?? 0,
            Status = StatusOf() ?? PaymentStatus.OnTime,
            PrincipalDue = CentsOf(PrincipalDue) ?? 0,
            InterestDue = CentsOf(InterestDue) ?? 0,
            FeesDue = CentsOf(FeesDue) ?? 0,
            DefaultDay = DefaultDay?.DayNumber ?? 0,
            Score = Score,
            Dti = Dti,
            Grade = Grade,
            Income = Income,
            EmploymentMonths = EmploymentMonths ?? 0,
            Delinquencies = Delinquencies ?? 0,
            Bankruptcies = Bankruptcies ?? 0,
            Region = PlaceIn(Traits.Regions, Region),
            Ownership = PlaceIn(Traits.Ownerships, Ownership),
            Profession = PlaceIn(Traits.Professions, Profession ?? Traits.Professions[^1]),
            Purpose = PlaceIn(Traits.Purposes, Purpose),
        };
    }

    /// <summary>Instalments that have fallen due before a day.</summary>
    private static int Instalments(int origin, int anchor, int day)
    {
        var months = SimMonth.Of(day) - SimMonth.Of(origin);
        return Math.Max(0, months - (SimMonth.DueDay(SimMonth.Of(day), anchor) >= day ? 1 : 0));
    }

    private long PaymentOf(long principal, AnnualRate rate, int left)
        => left < 1 || principal < 1 || Style == Styles[2] ? 0
            : Style == Styles[1] ? (principal + left - 1) / left
            : LevelPayment.Of(principal, rate, left).RoundedCents;

    private void CheckWords(FaultList faults)
    {
        OneOf("product", Product, [.. ProductCatalogue.Default.Products.Select(product => product.Key)]);
        OneOf("region", Region, Traits.Regions);
        OneOf("ownership", Ownership ?? Traits.Ownerships[0], Traits.Ownerships);
        OneOf("profession", Profession ?? Traits.Professions[0], Traits.Professions);
        OneOf("purpose", Purpose ?? Traits.Purposes[0], Traits.Purposes);
        OneOf("style", Style ?? Styles[0], Styles);
        OneOf("status", Status ?? PaymentStatus.OnTime.Key(), [.. Enum.GetValues<PaymentStatus>().Where(status => status <= PaymentStatus.Days90).Select(status => status.Key())]);

        void OneOf(string field, string? word, ImmutableArray<string> words) => faults.Require(word is not null && words.Contains(word), field, word, $"one of {string.Join(", ", words)}");
    }

    private void CheckMoney(FaultList faults)
    {
        foreach (var (field, dollars, least, most) in Monies())
        {
            var isMoney = dollars is not { } given || (Cents.OfDollars(given) is { IsSuccess: true, Value: var cents } && cents >= least && cents <= most);
            faults.Require(isMoney, field, dollars, FormattableString.Invariant($"dollars between {Cents.ToDollars(least)} and {Cents.ToDollars(most)}, at most two decimals"));
        }
    }

    private IEnumerable<(string Field, decimal? Dollars, long Least, long Most)> Monies()
        =>
        [
            ("amount", Amount, 100, LoanDoor.HighestAmount), ("balance", Balance, 0, LoanDoor.HighestAmount), ("payment", Payment, 0, LoanDoor.HighestAmount),
            ("monthlySpend", MonthlySpend, 0, LoanDoor.HighestAmount), ("collateralValue", CollateralValue, 0, 10 * LoanDoor.HighestAmount),
            ("principalDue", PrincipalDue, 0, LoanDoor.HighestAmount), ("interestDue", InterestDue, 0, LoanDoor.HighestAmount), ("feesDue", FeesDue, 0, LoanDoor.HighestAmount),
        ];

    private void CheckAgainstProduct(Product product, FaultList faults)
    {
        var isCard = product.Card is not null;
        faults.Require(isCard || Term is not null, "term", null, $"months between 1 and {LoanDoor.LongestTerm}")
            .Require(!isCard || Term is null or 0, "term", Term, "nothing: a card has no end")
            .Require(isCard || MonthlySpend is null, "monthlySpend", MonthlySpend, "nothing: cards only")
            .Require(!isCard || Payment is null, "payment", Payment, "nothing: a card has no level payment")
            .Require(!isCard || (InterestDue ?? 0) + (FeesDue ?? 0) == 0, "interestDue, feesDue", (InterestDue ?? 0) + (FeesDue ?? 0), "nothing: a card owes them in its balance")
            .Require(isCard || Balance is not 0m, "balance", Balance, "above 0")
            .Require((PrincipalDue ?? 0) <= (Balance ?? (isCard ? 0 : Amount)), "principalDue", PrincipalDue, "at most the balance")
            .Require(!product.IsSecured || CollateralValue is > 0, "collateralValue", CollateralValue, $"dollars above 0: {product.Key} loans are secured")
            .Require(product.IsSecured || CollateralValue is null or 0, "collateralValue", CollateralValue, $"nothing: {product.Key} loans are not secured");
    }

    /// <summary>A fault of the door in the words and units of the terms.</summary>
    private Fault Renamed(Fault fault) => fault.Field switch
    {
        "anchor" => fault with { Field = "dueDay" },
        "isTransactor" => fault with { Field = "paysInFull" },
        "isFloating, interestOnTop" => fault with { Field = "margin, style", Value = "given" },
        "ltv" => fault with { Field = "collateralValue", Value = $"{CollateralValue}", Rule = $"a value of which the amount is at most {LoanDoor.HighestLtv} times" },
        "creditLimit" => fault with { Field = "amount" },
        "balance" => fault with { Value = $"{Balance}" },
        "originationDay" => fault with { Value = Text(OriginationDay) },
        "defaultDay" => fault with { Value = Text(DefaultDay) },
        _ => fault,
    };

    private static bool IsInOtherUnits(string field)
        => field is "amount" or "balance" or "payment" or "monthlySpend" or "collateralValue" or "principalDue" or "interestDue" or "feesDue" or "annualRate" or "margin";

    private int? PlaceOf()
    {
        var products = ProductCatalogue.Default.Products;
        var place = Enumerable.Range(0, products.Length).FirstOrDefault(place => products[place].Key == Product, -1);
        return place < 0 ? null : place;
    }

    private PaymentStatus? StatusOf() => Status is { } key && PaymentStatuses.TryParse(key, out var status) ? status : null;

    private static int PlaceIn(ImmutableArray<string> words, string? word) => Math.Max(0, word is null ? 0 : words.IndexOf(word));

    private static long? CentsOf(decimal? dollars) => dollars is { } given && Cents.OfDollars(given) is { IsSuccess: true, Value: var cents } ? cents : null;

    private static string Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "nothing";
}
