using System.Globalization;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Web.Twin;

/// <summary>What the section <c>Twin</c> of the configuration says. Size, seed and start day matter on the first start only; after that the stored twin goes on.</summary>
internal sealed record TwinOptions(int Loans, ulong Seed, DateOnly StartDay, Pace Pace)
{
    public const string SimulatedMode = "simulated";
    public const string MirrorMode = "mirror";

    private static readonly LenderPlan Default = new();

    public LenderPlan Plan => new() { Loans = Loans, Seed = Seed, StartDay = StartDay, IsMirror = IsMirror };

    /// <summary>Behaviour is observed, not drawn; a new twin only.</summary>
    public bool IsMirror { get; init; }

    public static Result<TwinOptions> From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Twin");
        var faults = new FaultList();
        var loans = Read(section, "Loans", Default.Loans, faults, "a whole number", text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null);
        var seed = Read<ulong>(section, "Seed", Default.Seed, faults, "a whole number from 0", text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);
        var start = Read(section, "StartDay", Default.StartDay, faults, "a day as YYYY-MM-DD", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : (DateOnly?)null);
        var pace = Read(section, "Pace", Pace.Live, faults, $"one of {Paces.Known}", text => Paces.TryParse(text, out var value) ? value : (Pace?)null);
        var isMirror = Read(section, "Mode", false, faults, $"{SimulatedMode} or {MirrorMode}", text => text == MirrorMode ? true : text == SimulatedMode ? false : null);
        faults.RequireRange(loans, 1, 1_000_000, "Twin:Loans");
        return faults.Or(() => new TwinOptions(loans, seed, start, pace) { IsMirror = isMirror });
    }

    public static string Refusal(Problem problem)
        => $"Settings are refused: {string.Join("; ", problem.Faults.Select(fault => $"{fault.Field} = {fault.Value}, wanted {fault.Rule}"))}";

    private static T Read<T>(IConfigurationSection section, string key, T otherwise, FaultList faults, string rule, Func<string, T?> parse) where T : struct
    {
        var text = section[key];
        var value = string.IsNullOrWhiteSpace(text) ? otherwise : parse(text);
        faults.Require(value is not null, $"Twin:{key}", text, rule);
        return value ?? otherwise;
    }
}
