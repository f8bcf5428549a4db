using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Commands;

/// <summary>Recomputes what is stored: what storage has sealed, what the books say, and what the twin did.</summary>
internal static class VerifyCommand
{
    public static Task<int> RunAsync(Run run)
    {
        using var database = FolderReader.Open(run.Folder);
        var found = Verification.Run(database).Select(mismatch => $"{mismatch}").ToList();
        Report(run, "seals and chains", found);
        if (found.Count == 0) // rows that are not what was written need not be lived again
        {
            using var reader = database.OpenReader();
            Database.Run(reader, "BEGIN");
            var stored = new StoredTwin(reader);
            var strips = stored.FindBrokenStrips().ToList();
            Report(run, "reconciliation", strips);
            found.AddRange(strips);
            found.AddRange(Replay(run, stored));
            Database.Run(reader, "ROLLBACK");
        }

        return Task.FromResult(found.Count == 0 ? CommandLine.Fine : CommandLine.Found);
    }

    private static List<string> Replay(Run run, StoredTwin stored)
    {
        var (found, count) = (new List<string>(), 0);
        foreach (var replay in stored.Replays())
        {
            string[] here = replay.Fault is { } fault ? [fault] : [];
            Report(run, $"replay from {DateOnly.FromDayNumber(replay.From):O} to {DateOnly.FromDayNumber(replay.To):O}", here);
            found.AddRange(here);
            count++;
        }

        if (count == 0)
        {
            run.Output.WriteLine("replay: fewer than two states are kept, nothing to live again");
        }

        return found;
    }

    private static void Report(Run run, string what, IReadOnlyList<string> found)
    {
        run.Output.WriteLine($"{what}: {(found.Count == 0 ? "fine" : $"{found.Count} found")}");
        foreach (var line in found)
        {
            run.Errors.WriteLine(line);
        }
    }
}
