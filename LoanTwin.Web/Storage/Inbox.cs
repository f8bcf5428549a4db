using System.Security.Cryptography;
using System.Text;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Storage;

/// <summary>A command from outside, before it has a place in the inbox. The body is JSON.</summary>
internal sealed record Command(string Author, string? IdempotencyKey, string Kind, string Body);

/// <summary>The place of a command in the inbox, and what has become of it. A replay repeats the first answer.</summary>
internal sealed record Receipt(long Sequence, bool IsReplay, string State, int? AppliedDay, string? Answer);

/// <summary>A command that waits for the opening of the next day.</summary>
internal sealed record Waiting(long Sequence, string Author, string Kind, string Body);

/// <summary>Commands in the order in which they became durable. All of it runs inside a work of the writer.</summary>
internal static class Inbox
{
    private const string Name = "inbox";

    /// <summary>Keeps the command. The same key with the same kind and body is answered by the first receipt, with another one it is a conflict.</summary>
    public static Result<Receipt> Append(WriteScope scope, Command command, DateTimeOffset at)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Kind}\n{command.Body}"));
        if (command.IdempotencyKey is { } key && Find(scope, command.Author, key) is var (first, firstHash))
        {
            return hash.AsSpan().SequenceEqual(firstHash)
                ? first
                : Problem.Of(ProblemKind.Conflict, "idempotencyKey", key, "a key that has not been used with another body");
        }

        var sequence = (scope.Read("SELECT max(sequence) FROM inbox").WholeOrNothing() ?? 0) + 1;
        scope.Table(Name).Insert(
            sequence, Utc.Text(at), command.Author, command.IdempotencyKey, hash, command.Kind, command.Body, "received", Cell.Nothing, Cell.Nothing);
        return new Receipt(sequence, IsReplay: false, "received", null, null);
    }

    /// <summary>
    /// Keeps all commands of a list, in its order and without a gap. The key stands with the first row and is answered for the list as a whole:
    /// the same list again is the same receipt, another one a conflict.
    /// </summary>
    public static Result<(Receipt First, long Last)> AppendAll(WriteScope scope, string author, string? idempotencyKey, string kind, IReadOnlyList<string> bodies, DateTimeOffset at)
    {
        var whole = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n[{string.Join(",", bodies)}]"));
        if (idempotencyKey is { } key && Find(scope, author, key) is var (first, firstHash))
        {
            return whole.AsSpan().SequenceEqual(firstHash)
                ? (first, first.Sequence + bodies.Count - 1)
                : Problem.Of(ProblemKind.Conflict, "idempotencyKey", key, "a key that has not been used with another body");
        }

        var sequence = scope.Read("SELECT max(sequence) FROM inbox").WholeOrNothing() ?? 0;
        for (var i = 0; i < bodies.Count; i++)
        {
            var hash = i == 0 ? whole : SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{bodies[i]}"));
            scope.Table(Name).Insert(
                sequence + 1 + i, Utc.Text(at), author, i == 0 ? idempotencyKey : null, hash, kind, bodies[i], "received", Cell.Nothing, Cell.Nothing);
        }

        return (new Receipt(sequence + 1, IsReplay: false, "received", null, null), sequence + bodies.Count);
    }

    /// <summary>What the opening of a day has to apply, in sequence.</summary>
    public static IReadOnlyList<Waiting> ReadWaiting(WriteScope scope)
    {
        var rows = scope.Read("SELECT sequence, author, kind, body FROM inbox WHERE state = 'received' ORDER BY sequence");
        var waiting = new List<Waiting>();
        try
        {
            while (rows.Next())
            {
                waiting.Add(new Waiting(rows.Whole(0), rows.Text(1), rows.Text(2), rows.Text(3)));
            }
        }
        finally
        {
            rows.Reset();
        }

        return waiting;
    }

    /// <summary>Says what has become of a command: applied, refused or dead.</summary>
    public static bool Settle(WriteScope scope, long sequence, string state, int day, string? answer)
        => scope.Table(Name).Change([sequence], ("state", state), ("applied_day", day), ("answer", answer));

    private static (Receipt Receipt, byte[] Hash)? Find(WriteScope scope, string author, string key)
    {
        var row = scope.Read("SELECT sequence, state, applied_day, answer, body_sha256 FROM inbox WHERE author = ?1 AND idempotency_key = ?2").BindAll(author, key);
        try
        {
            return row.Next()
                ? (new Receipt(row.Whole(0), true, row.Text(1), row.IsNothing(2) ? null : (int)row.Whole(2), row.IsNothing(3) ? null : row.Text(3)), row.Bytes(4).ToArray())
                : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
