using System.Text.Json;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>One row of the inbox as the API shows it.</summary>
internal sealed record InboxView(long Sequence, string Kind, JsonElement Body, string State, DateOnly? AppliedDay, JsonElement? Answer);

/// <summary>Takes in what the twin is told. The answer comes when the row is on the disk.</summary>
internal sealed class TwinInbox(Store store, TimeProvider time)
{
    public Task<Result<Receipt>> AppendAsync(string author, string? key, string kind, string body, CancellationToken leaving)
        => store.Writer.WriteAsync(
            scope =>
            {
                var receipt = Inbox.Append(scope, new Command(author, key, kind, body), time.GetUtcNow());
                if (receipt.IsSuccess && !receipt.Value.IsReplay)
                {
                    AuditTrail.Append(scope, time.GetUtcNow(), author, kind, $"inbox/{receipt.Value.Sequence}", body);
                }

                return receipt;
            },
            leaving);

    /// <summary>All of a list or nothing, in one commit; one line of the audit for the list.</summary>
    public Task<Result<(Receipt First, long Last)>> AppendAllAsync(string author, string? key, string kind, IReadOnlyList<string> bodies, CancellationToken leaving)
        => store.Writer.WriteAsync(
            scope =>
            {
                var receipt = Inbox.AppendAll(scope, author, key, kind, bodies, time.GetUtcNow());
                if (receipt.IsSuccess && !receipt.Value.First.IsReplay)
                {
                    AuditTrail.Append(scope, time.GetUtcNow(), author, kind, $"inbox/{receipt.Value.First.Sequence}-{receipt.Value.Last}", JsonSerializer.Serialize(new { events = bodies.Count }));
                }

                return receipt;
            },
            leaving);

    /// <summary>What the next days have to deal with.</summary>
    public long CountWaiting()
    {
        using var reader = store.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT count(*) FROM inbox WHERE state = 'received'";
        return (long)command.ExecuteScalar()!;
    }

    public InboxView? Find(long sequence)
    {
        using var reader = store.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT sequence, kind, body, state, applied_day, answer FROM inbox WHERE sequence = $sequence";
        command.Parameters.AddWithValue("$sequence", sequence);
        using var row = command.ExecuteReader();
        return row.Read()
            ? new(row.GetInt64(0), row.GetString(1), Element(row.GetString(2)), row.GetString(3), row.IsDBNull(4) ? null : DateOnly.FromDayNumber(row.GetInt32(4)), row.IsDBNull(5) ? null : Element(row.GetString(5)))
            : null;
    }

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>Writes down who did what to the twin, for commands that leave no row of their own.</summary>
internal sealed class TwinAudit(Store store, TimeProvider time)
{
    public Task NoteAsync(string author, string action, string subject, object detail, CancellationToken leaving)
        => store.Writer.WriteAsync(scope => { AuditTrail.Append(scope, time.GetUtcNow(), author, action, subject, JsonSerializer.Serialize(detail)); }, leaving);
}
