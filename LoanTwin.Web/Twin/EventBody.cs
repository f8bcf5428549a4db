using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Events;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Twin;

/// <summary>
/// An outside event as it came in: read field by field at the door, kept as it is, and made into an event of the simulation on the day it
/// applies. Money in dollars, rates as fractions.
/// </summary>
internal sealed record EventBody
{
    /// <summary>How such rows are called in the inbox.</summary>
    public const string Kind = "event";

    private const string NewLoan = "newLoan";

    private static readonly string[] Types = ["payment", "reversal", "status", "rate", "restructure", "chargeOff", "recovery", NewLoan];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? Type { get; init; }
    public long? LoanId { get; init; }
    public DateOnly? Effective { get; init; }
    public decimal? Amount { get; init; }
    public string? Status { get; init; }
    public double? AnnualRate { get; init; }
    public long? Reverses { get; init; }
    public EventTerms? Terms { get; init; }

    /// <summary>The terms of a loan that comes in.</summary>
    public NewLoanTerms? Loan { get; init; }

    public static EventBody Read(JsonFields fields)
    {
        var type = fields.Word("type");
        return new()
        {
            Type = type,
            LoanId = type == NewLoan ? fields.IdOrNone("loanId") : fields.Id("loanId"),
            Effective = fields.DayOrNone("effective"),
            Amount = fields.MoneyOrNone("amount"),
            Status = fields.WordOrNone("status"),
            AnnualRate = fields.NumberOrNone("annualRate", 0, .40),
            Reverses = fields.IdOrNone("reverses"),
            Terms = type == NewLoan ? null : fields.Inner("terms", EventTerms.Read),
            Loan = type == NewLoan ? fields.Inner("terms", NewLoanTerms.Read) : null,
        };
    }

    /// <summary>Everything that can be seen without the book: what the type needs, and whether its day is still to come.</summary>
    public Problem? Check(DateOnly twinDay)
    {
        var faults = new FaultList()
            .Require(Types.Contains(Type), "type", Type, $"one of {string.Join(", ", Types)}")
            .Require(Effective is null || Effective > twinDay, "effective", Effective?.ToString("O", CultureInfo.InvariantCulture), $"after {twinDay:O}, the twin's day: backdated events are not taken in")
            .Require(Effective is null || Effective <= twinDay.AddDays(1), "effective", Effective?.ToString("O", CultureInfo.InvariantCulture), $"{twinDay.AddDays(1):O}, the day that opens next: events for later days are not taken in");
        CheckParts(faults, twinDay);
        return faults.Any ? faults.ToProblem() : null;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static EventBody Parse(string json) => JsonSerializer.Deserialize<EventBody>(json, Json)!;

    /// <summary>The event on its day; one without a day applies on the next.</summary>
    public OutsideEvent On(long sequence, int day) => Type switch
    {
        "payment" => new PaymentReceived { Sequence = sequence, LoanId = LoanId!.Value, Day = day, Cents = Cents.OfDollars(Amount!.Value).Value },
        "recovery" => new RecoveryReceived { Sequence = sequence, LoanId = LoanId!.Value, Day = day, Cents = Cents.OfDollars(Amount!.Value).Value },
        "reversal" => new PaymentReversed { Sequence = sequence, LoanId = LoanId!.Value, Day = day, Reverses = Reverses!.Value },
        "status" => new StatusObserved { Sequence = sequence, LoanId = LoanId!.Value, Day = day, Status = StatusOf(Status!) },
        "rate" => new RateChanged { Sequence = sequence, LoanId = LoanId!.Value, Day = day, AnnualRate = RateOf(AnnualRate!.Value).TenMillionths },
        "restructure" => new LoanRestructured { Sequence = sequence, LoanId = LoanId!.Value, Day = day, Offer = Terms!.ToOffer() },
        NewLoan when Loan!.On(sequence, day) is var loan => new LoanAdded { Sequence = sequence, LoanId = loan.Id, Day = day, Loan = loan, IsPricedHere = true },
        _ => new LoanChargedOff { Sequence = sequence, LoanId = LoanId!.Value, Day = day },
    };

    internal static AnnualRate RateOf(double fraction) => new((int)Math.Round(fraction * Domain.Lending.AnnualRate.One));

    private void CheckParts(FaultList faults, DateOnly twinDay)
    {
        switch (Type)
        {
            case "payment" or "recovery":
                faults.Require(Amount is > 0 && Cents.OfDollars(Amount.Value).IsSuccess, "amount", Amount, "dollars above 0 with at most two decimals");
                break;
            case "reversal":
                faults.Require(Reverses is > 0, "reverses", Reverses, "the sequence of a payment");
                break;
            case "status":
                faults.Require(Status is not null && PaymentStatuses.TryParse(Status, out _), "status", Status, $"one of {string.Join(", ", Enum.GetValues<PaymentStatus>().Select(status => status.Key()))}");
                break;
            case "rate":
                faults.Require(AnnualRate is not null, "annualRate", null, "a fraction between 0 and 0.4");
                break;
            case "restructure":
                faults.Require(Terms is not null, "terms", null, "{reAge?, addedMonths?, annualRate?}");
                break;
            case NewLoan:
                faults.Require(LoanId is null, "loanId", LoanId, "nothing: the twin gives a new loan its number")
                    .Require(Loan is not null, "terms", null, "the terms of the loan: product, amount, annualRate, ...")
                    .Add((Loan?.Check(twinDay.DayNumber + 1) ?? []).Select(fault => fault with { Field = string.Join(", ", fault.Field.Split(", ").Select(field => $"terms.{field}")) }));
                break;
            default:
                break;
        }
    }

    private static PaymentStatus StatusOf(string key) => PaymentStatuses.TryParse(key, out var status) ? status : throw new ArgumentException($"{key} is no status", nameof(key));
}

/// <summary>What a restructure changes.</summary>
internal sealed record EventTerms(bool ReAge, int AddedMonths, double? AnnualRate)
{
    public static EventTerms Read(JsonFields fields)
        => new(fields.FlagOrNone("reAge") ?? false, fields.WholeOrNone("addedMonths", 0, 480) ?? 0, fields.NumberOrNone("annualRate", 0, .40));

    public RestructureOffer ToOffer() => new() { ReAge = ReAge, AddedMonths = AddedMonths, NewRate = AnnualRate is { } rate ? EventBody.RateOf(rate) : null };
}
