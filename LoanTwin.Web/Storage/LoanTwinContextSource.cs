using Microsoft.EntityFrameworkCore;

namespace LoanTwin.Web.Storage;

/// <summary>Contexts on pooled read-only connections. One context is one reader on one thread; dispose it to give the connection back.</summary>
internal sealed class LoanTwinContextSource(Store store)
{
    public LoanTwinContext Open() => Open(store.Database);

    public static LoanTwinContext Open(Database database)
        => new(new DbContextOptionsBuilder<LoanTwinContext>()
            .UseSqlite(database.OpenReader(), contextOwnsConnection: true)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options);
}
