namespace LoanTwin.Web.Storage;

/// <summary>
/// The day's digest of each table: rows in and out and the sum of their seals. The open day's rows are brought up to date in every commit;
/// closing the day links them to the chain, after which nothing may change them. Summed over all days they must equal the tables as they are.
/// </summary>
internal static class Digests
{
    private const string Fields = "added, removed, total";

    public static readonly byte[] Genesis = new byte[32];

    /// <summary>The day after the last closed one; 0 before the first.</summary>
    public static int OpenDay(Session session)
        => (int)(session.Prepare("SELECT max(day) + 1 FROM digests WHERE previous_sha256 IS NOT NULL").WholeOrNothing() ?? 0);

    public static void Add(Session session, string table, Movement movement)
    {
        var total = Read(session, table) + movement;
        session.Prepare(
                $"INSERT INTO digests (day, table_name, {Fields}, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6) " +
                $"ON CONFLICT DO UPDATE SET ({Fields}, sha256) = (?3, ?4, ?5, ?6)")
            .BindAll(session.Day, table, total.Added, total.Removed, Seal.Write(total.Total), Hash([], session.Day, table, total))
            .Run();
    }

    /// <summary>Links what is still open, up to and with this day.</summary>
    public static void Close(Session session, int day)
    {
        var previous = Head(session);
        foreach (var (openDay, table, movement) in Open(session, day))
        {
            var hash = Hash(previous, openDay, table, movement);
            session.Prepare("UPDATE digests SET (previous_sha256, sha256) = (?1, ?2) WHERE day = ?3 AND table_name = ?4")
                .BindAll(previous, hash, openDay, table).Run();
            previous = hash;
        }
    }

    public static byte[] Hash(byte[] previous, int day, string table, Movement movement)
        => new Seal().Begin("digests").Add(CellKind.Bytes, previous).Add(day).Add(table)
            .Add(movement.Added).Add(movement.Removed).Add(CellKind.Bytes, Seal.Write(movement.Total)).CloseLong();

    private static byte[] Head(Session session)
    {
        var head = session.Prepare("SELECT sha256 FROM digests WHERE previous_sha256 IS NOT NULL ORDER BY day DESC, table_name DESC LIMIT 1");
        try
        {
            return head.Next() ? head.Bytes(0).ToArray() : Genesis;
        }
        finally
        {
            head.Reset();
        }
    }

    private static List<(int Day, string Table, Movement Movement)> Open(Session session, int day)
    {
        var rows = session.Prepare($"SELECT day, table_name, {Fields} FROM digests WHERE previous_sha256 IS NULL AND day <= ?1 ORDER BY day, table_name");
        rows.Bind(1, day);
        var open = new List<(int, string, Movement)>();
        try
        {
            while (rows.Next())
            {
                open.Add(((int)rows.Whole(0), rows.Text(1), new Movement(rows.Whole(2), rows.Whole(3), Seal.Read(rows.Bytes(4)))));
            }
        }
        finally
        {
            rows.Reset();
        }

        return open;
    }

    private static Movement Read(Session session, string table)
    {
        var row = session.Prepare($"SELECT {Fields} FROM digests WHERE day = ?1 AND table_name = ?2").BindAll(session.Day, table);
        try
        {
            return row.Next() ? new Movement(row.Whole(0), row.Whole(1), Seal.Read(row.Bytes(2))) : default;
        }
        finally
        {
            row.Reset();
        }
    }
}
