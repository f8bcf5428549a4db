namespace LoanTwin.Web.Storage;

/// <summary>Who did what to what, in the transaction of the deed itself; each row carries the hash of the one before.</summary>
internal static class AuditTrail
{
    private const string Name = "audit";

    public static readonly byte[] Genesis = new byte[32];

    public static long Append(WriteScope scope, DateTimeOffset at, string author, string action, string subject, string detail)
    {
        var (last, previous) = Head(scope);
        var sequence = last + 1;
        var utc = Utc.Text(at);
        scope.Table(Name).Insert(sequence, utc, author, action, subject, detail, previous, Hash(previous, sequence, utc, author, action, subject, detail));
        return sequence;
    }

    public static byte[] Hash(ReadOnlySpan<byte> previous, long sequence, string utc, string author, string action, string subject, string detail)
        => new Seal().Begin(Name).Add(CellKind.Bytes, previous).Add(sequence).Add(utc).Add(author).Add(action).Add(subject).Add(detail).CloseLong();

    private static (long Sequence, byte[] Sha256) Head(WriteScope scope)
    {
        var head = scope.Read("SELECT sequence, sha256 FROM audit ORDER BY sequence DESC LIMIT 1");
        try
        {
            return head.Next() ? (head.Whole(0), head.Bytes(1).ToArray()) : (0, Genesis);
        }
        finally
        {
            head.Reset();
        }
    }
}
