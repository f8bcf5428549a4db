using System.Text.Json;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.SecondSource;

/// <summary>People who have registered and borrowed nothing yet: rows under seal, each written with its line in the audit log.</summary>
internal sealed class RegisteredRows(Store store, TimeProvider time)
{
    /// <summary>Above the number of every customer who came with a loan: theirs hold an arrival day and a slot of that day.</summary>
    public const long FirstId = 1L << 50;

    private const string Columns = "SELECT id, full_name, email, employer, profession, kind, monthly_income_cents FROM registered_customers";

    public int Count() => ReadOf("SELECT count(*) FROM registered_customers", row => row.GetInt32(0)).Single();

    public DeskCustomer? Find(long id) => ReadOf($"{Columns} WHERE id = $id", Customer, ("$id", id)).SingleOrDefault();

    public List<DeskCustomer> Page(int offset, int limit) => ReadOf($"{Columns} ORDER BY id LIMIT $limit OFFSET $offset", Customer, ("$limit", limit), ("$offset", offset));

    /// <summary>The new customer, or the problem that the address is somebody's already.</summary>
    public Task<Result<DeskCustomer>> AddAsync(string author, Registration registration, CancellationToken leaving)
        => store.Writer.WriteAsync<Result<DeskCustomer>>(scope =>
        {
            if (scope.Read("SELECT 1 FROM registered_customers WHERE email = ?1").BindAll(registration.Email).WholeOrNothing() is not null)
            {
                return Problem.Of(ProblemKind.Conflict, "email", registration.Email, "an address that nobody has registered with");
            }

            var (work, now) = (registration.Employment, time.GetUtcNow());
            var id = scope.Read("SELECT max(id) + 1 FROM registered_customers").WholeOrNothing() ?? FirstId;
            scope.Table("registered_customers").Insert(
                id, registration.FullName, registration.Email, work.EmployerName, work.Profession, work.EmploymentType, Cents.OfDollars(work.MonthlyIncome).Value, author, Utc.Text(now));
            AuditTrail.Append(scope, now, author, "customer registered", $"customer {id}", JsonSerializer.Serialize(new { email = registration.Email }));
            return new DeskCustomer(id, registration.FullName, registration.Email, null, null, work);
        }, leaving);

    private static DeskCustomer Customer(SqliteDataReader row)
        => new(row.GetInt64(0), row.GetString(1), row.GetString(2), null, null, new(row.GetString(3), row.GetString(4), row.GetString(5), Cents.ToDollars(row.GetInt64(6))));

    private List<T> ReadOf<T>(string sql, Func<SqliteDataReader, T> of, params (string Name, object? Value)[] values)
    {
        using var reader = store.Database.OpenReader();
        return reader.Read(sql, of, values);
    }
}
