using LoanTwin.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace LoanTwin.Tests.Web.Storage;

public class LoanTwinContextTests
{
    [Fact]
    public async Task Model_AndMigratedSchema_Agree()
    {
        await using var store = AStore.Open();
        await using var context = LoanTwinContextSource.Open(store.Store.Database);
        using var reader = store.Store.Database.OpenReader();
        var faults = new List<string>();
        var mapped = context.Model.GetEntityTypes().ToDictionary(entity => entity.GetTableName()!);

        foreach (var table in TableShape.NamesOf(reader.Handle!).Where(name => name != "schema_steps").Except(mapped.Keys))
        {
            faults.Add($"{table} is not mapped");
        }

        foreach (var (table, entity) in mapped)
        {
            var declared = TableShape.ColumnsOf(reader.Handle!, table).Select(column => $"{column.Name} {column.Type} {(column.IsRequired ? "required" : "optional")} key {column.Key}");
            var key = entity.FindPrimaryKey()!.Properties;
            var modelled = entity.GetProperties().Select(property =>
                $"{property.GetColumnName()} {property.GetColumnType()} {(property.IsNullable ? "optional" : "required")} key {key.ToList().IndexOf(property) + 1}");
            faults.AddRange(declared.Except(modelled).Select(column => $"{table}: the schema has {column}"));
            faults.AddRange(modelled.Except(declared).Select(column => $"{table}: the model has {column}"));
        }

        House.Complaint.None(faults);
    }

    [Fact]
    public async Task Questions_ReadEveryTable()
    {
        await using var store = await AStore.FilledAsync();
        await using var context = LoanTwinContextSource.Open(store.Store.Database);

        var loans = await context.Loans.OrderBy(loan => loan.Id).ToListAsync(TestContext.Current.CancellationToken);
        var paid = await context.Repayments.SumAsync(repayment => repayment.PaidCents, TestContext.Current.CancellationToken);

        Assert.Equal([0L, 1L, 2L], loans.Select(loan => loan.Id));
        Assert.Equal(950_000, loans[0].AnnualRate);
        Assert.Equal(6 * 32_000, paid);
        Assert.Equal(2, await context.Inbox.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(15, await context.MetricRows.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Context_ThatWouldWrite_IsRefused()
    {
        await using var store = await AStore.FilledAsync();
        await using var context = LoanTwinContextSource.Open(store.Store.Database);

        await Assert.ThrowsAnyAsync<Exception>(() => context.Loans.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
    }
}
