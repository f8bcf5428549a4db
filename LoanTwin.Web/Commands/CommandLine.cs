using LoanTwin.Web.Address;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Commands;

/// <summary>What the program is started for: the first word, the names after it, and settings in the form of <c>--Key=value</c> or <c>--Key value</c>.</summary>
internal sealed record CommandLine(string Word, IReadOnlyList<string> Names, string[] Settings)
{
    public const string Serve = "serve";
    public const int Fine = 0;
    public const int Found = 1;

    /// <summary>EX_IOERR of sysexits: the disk was full, busy or broken while the command ran.</summary>
    public const int StorageFailed = StorageException.FailedExitCode;

    /// <summary>No word means to serve.</summary>
    public bool IsServe => Word == Serve && Names.Count == 0;

    public static CommandLine Read(string[] arguments)
    {
        var (names, settings, asksForHelp) = (new List<string>(), new List<string>(), false);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument is "--help" or "-h" or "-?")
            {
                asksForHelp = true;
            }
            else if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                names.Add(argument);
            }
            else
            {
                settings.Add(argument);
                if (!argument.Contains('=') && i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    settings.Add(arguments[++i]);
                }
            }
        }

        return asksForHelp ? new("help", names, [.. settings]) : new(names.FirstOrDefault() ?? Serve, [.. names.Skip(1)], [.. settings]);
    }

    /// <summary>Every command but serve: runs it and gives the exit code. Whatever is refused is one line.</summary>
    public async Task<int> RunAsync(TextWriter output, TextWriter errors)
    {
        if (KnownCommand.Find(Word) is not { } command)
        {
            return Refuse(errors, $"LoanTwin knows no command '{Word}'. Try --help.");
        }

        if (Names.Count < command.LeastNames || Names.Count > command.MostNames)
        {
            return Refuse(errors, $"Wanted: {command.Usage}. Try help {command.Word}.");
        }

        try
        {
            return await command.RunAsync(new Run(Names, Configuration(), output, errors));
        }
        catch (StorageException failure)
        {
            errors.WriteLine(OneLine(failure.Message));
            return failure.Fault is StorageFault.Refused ? StorageException.RefusedExitCode : StorageFailed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException)
        {
            errors.WriteLine(OneLine(failure.Message));
            return StorageFailed;
        }
    }

    public static int Refuse(TextWriter errors, string line)
    {
        errors.WriteLine(OneLine(line));
        return LoopbackAddress.RefusedExitCode;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>The same settings that the service reads: the file beside the program, the environment, the command line.</summary>
    private IConfigurationRoot Configuration()
        => new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(Settings)
            .Build();
}

/// <summary>One run of a command.</summary>
internal sealed record Run(IReadOnlyList<string> Names, IConfiguration Settings, TextWriter Output, TextWriter Errors)
{
    public string Folder => DataFolder.PathFrom(Settings);
}
