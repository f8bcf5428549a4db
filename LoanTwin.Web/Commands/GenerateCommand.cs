using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Web.Commands;

/// <summary>Founds a twin and stops. All of it is one commit: a run that is broken off leaves a folder without a twin.</summary>
internal static class GenerateCommand
{
    public static async Task<int> RunAsync(Run run)
    {
        var options = TwinOptions.From(run.Settings);
        if (!options.IsSuccess)
        {
            return CommandLine.Refuse(run.Errors, TwinOptions.Refusal(options.Problem));
        }

        await using var store = Store.Open(run.Folder, TimeProvider.System);
        var records = new TwinRecords(store, TimeProvider.System);
        if (records.FindLast() is { } last)
        {
            throw StorageException.Refused($"{run.Folder} holds a twin already, on {DateOnly.FromDayNumber(last.Day):O}. Name another folder.");
        }

        using var twin = new LivingTwin(options.Value, records, new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(CancellationToken.None);
        var lender = twin.Lender;
        run.Output.WriteLine($"founded in {run.Folder}: {DateOnly.FromDayNumber(lender.World.Day):O}, {lender.LoansEver} loans so far, seed {lender.World.Seed}, state {LenderHash.Of(lender)}");
        return CommandLine.Fine;
    }
}
