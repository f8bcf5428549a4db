namespace LoanTwin.Web.Commands;

/// <summary>One word that the program can be started with.</summary>
internal sealed record KnownCommand(string Word, string Usage, string Summary, string Details, Func<Run, Task<int>> RunAsync, int LeastNames = 0, int MostNames = 0)
{
    private const string FolderSetting = "--Storage:Folder=DIR names the data folder (default: data beside the solution, or beside a published program).";

    public static IReadOnlyList<KnownCommand> All { get; } =
    [
        new(CommandLine.Serve, "serve", "Runs the twin and its pages; the same as no word at all.",
            "--urls ADDRESS, default http://127.0.0.1:5080, this machine only. --Twin:Loans, --Twin:Seed, --Twin:StartDay found a new twin; --Twin:Pace is paused, slow, live, fast or fastest. --Logging:Json=true writes the log as JSON. SIGTERM finishes the running day, then ends with 0.",
            run => Task.FromResult(CommandLine.Refuse(run.Errors, "serve takes settings only. Try help serve."))),
        new("generate", "generate", "Founds a synthetic twin in an empty data folder and stops.",
            "--Twin:Loans=N (1 to 1,000,000), --Twin:Seed=S, --Twin:StartDay=YYYY-MM-DD. A folder that holds a twin is refused (78).",
            GenerateCommand.RunAsync),
        new("export", "export FOLDER", "Writes loans, months, metrics and ledger as CSV into a folder.",
            "One state of the twin, also while it is served. Files of the same name are replaced, each whole. The first line of each file starts with # and says day, rows and currency.",
            ExportCommand.RunAsync, 1, 1),
        new("backup", "backup [FOLDER]", "Makes a verified copy, also while the twin is served.",
            "Into FOLDER, or the folder backups of the data folder. Reads only and takes no lock. A copy that does not verify is deleted (1).",
            BackupCommand.RunAsync, 0, 1),
        new("restore", "restore FILE", "Puts a backup into an empty data folder.",
            "The copy is verified in full before it gets its place; a folder with a database, or one in use, is refused (78).",
            RestoreCommand.RunAsync, 1, 1),
        new("verify", "verify", "Recomputes everything that can be: seals, chains, reconciliation, replay.",
            "Every row's checksum and every day's chain; each day's strip adds up and opens with the close of the day before; the last kept state but one, lived forward, gives the hash of the last one. 1 when anything is wrong, one line each.",
            VerifyCommand.RunAsync),
        new("help", "help [COMMAND]", "Says what can be typed.", "", HelpAsync, 0, 1),
    ];

    public static KnownCommand? Find(string word) => All.FirstOrDefault(command => command.Word == word);

    private static Task<int> HelpAsync(Run run)
    {
        if (run.Names is [var word])
        {
            if (Find(word) is not { } command)
            {
                return Task.FromResult(CommandLine.Refuse(run.Errors, $"LoanTwin knows no command '{word}'. Try --help."));
            }

            run.Output.WriteLine($"{command.Usage} [--Key=value ...]\n{command.Summary}\n{command.Details}\n{FolderSetting}");
            return Task.FromResult(CommandLine.Fine);
        }

        run.Output.WriteLine("LoanTwin, a digital twin of a loan portfolio.\n");
        foreach (var command in All)
        {
            run.Output.WriteLine($"  {command.Usage,-16} {command.Summary}");
        }

        run.Output.WriteLine($"\n{FolderSetting}\nExit codes: 0 fine, 1 a check found something, 2 bad arguments or settings, 74 the disk failed, 78 the data folder is refused.");
        return Task.FromResult(CommandLine.Fine);
    }
}
