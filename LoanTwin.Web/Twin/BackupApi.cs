using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>Copies of everything that is kept, made while days go by.</summary>
internal static class BackupApi
{
    public static void MapBackupApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Backups");
        api.MapPost("/backups", MakeAsync).WithSummary("Makes a copy of this moment and verifies it; answers when it has its name.").Produces<BackupView>(StatusCodes.Status201Created);
        api.MapGet("/backups", (Store store) => TypedResults.Ok(new BackupsView([.. store.Backups.List().Select(BackupView.Of)])))
            .WithSummary("The whole copies, the newest first.").Produces<BackupsView>();
    }

    // One at a time: the copy reads the whole file.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private static async Task<IResult> MakeAsync(Store store, CancellationToken leaving)
    {
        await Turn.WaitAsync(leaving);
        try
        {
            var backup = await Task.Run(() => store.Backups.Make(store.Database), leaving);
            return TypedResults.Created("/api/backups", BackupView.Of(backup));
        }
        finally
        {
            Turn.Release();
        }
    }
}

internal sealed record BackupView(string File, DateOnly? Day, DateTimeOffset MadeAt)
{
    public static BackupView Of(Backup backup) => new(Path.GetFileName(backup.Path), backup.Day > 0 ? DateOnly.FromDayNumber(backup.Day) : null, backup.MadeAt);
}

internal sealed record BackupsView(BackupView[] Backups);
