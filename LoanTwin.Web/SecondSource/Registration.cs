using System.Net.Mail;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.SecondSource;

/// <summary>Somebody who wants to become a customer; profession and kind of work may be left out.</summary>
internal sealed record Registration(string FullName, string Email, DeskEmployment Employment)
{
    public const int LongestName = 200;

    private const decimal MostIncome = 10_000_000m;

    /// <summary>Read whole, so that every bad field is named at once.</summary>
    public static Result<Registration> Of(JsonFields fields)
    {
        var faults = new FaultList();
        var name = Text(fields, "full_name", faults);
        var email = Text(fields, "email", faults)?.ToLowerInvariant();
        faults.Require(email is null || IsAddress(email), "email", email, "an address such as ada@customers.example");
        var employment = fields.Inner("employment", inner => Work(inner, faults));
        faults.Require(employment is not null, "employment", "nothing", "a field that must be given");
        return fields.With(faults.Any ? faults.ToProblem() : null) is { } problem ? problem : new Registration(name!, email!, employment!);
    }

    private static DeskEmployment Work(JsonFields fields, FaultList faults)
    {
        var employer = Text(fields, "employer_name", faults) ?? "";
        var income = fields.Money("monthly_income");
        var profession = fields.WordOrNone("profession")?.Trim() ?? "Other";
        var kind = fields.WordOrNone("employment_type") ?? nameof(EmploymentKind.Salaried);
        faults.Require(income is > 0 and <= MostIncome && Cents.OfDollars(income).IsSuccess, fields.PathOf("monthly_income"), income, $"above 0 and at most {MostIncome}, with at most two decimals");
        faults.Require(profession.Length is > 0 and <= LongestName && !profession.Any(char.IsControl), fields.PathOf("profession"), profession, $"1 to {LongestName} letters");
        faults.Require(Enum.GetNames<EmploymentKind>().Contains(kind), fields.PathOf("employment_type"), kind, $"one of {string.Join(", ", Enum.GetNames<EmploymentKind>())}");
        return new(employer, profession, kind, income);
    }

    private static string? Text(JsonFields fields, string field, FaultList faults)
    {
        var text = fields.Word(field)?.Trim();
        faults.Require(text is null || (text.Length is > 0 and <= LongestName && !text.Any(char.IsControl)), fields.PathOf(field), text, $"1 to {LongestName} letters");
        return text;
    }

    /// <summary>A bare address, without a name before it.</summary>
    private static bool IsAddress(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text;
}
