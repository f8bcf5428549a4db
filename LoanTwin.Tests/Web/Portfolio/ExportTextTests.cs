using System.IO.Pipelines;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Portfolio;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Portfolio;

[Collection(nameof(SmallTwin))]
public sealed class ExportTextTests(SmallTwin twin)
{
    /// <summary>200,000 rows: the same book again and again into one pipe that holds nothing back.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Export_OfManyRows_KeepsNoMoreThanOneStretchOfThem(bool isCsv)
    {
        using var lease = await twin.Views.NewestAsync(default);
        var (view, columns) = (lease!.View, ExportColumn.Parse(null).Value);
        var loans = LoanSelection.In(view, FilterClauses.None, LoanOrder.Parse(null).Value);
        var head = new ExportHead(view.Date, view.CommitSequence, view.Number, "", "id", loans.Total, "nobody", "");
        var sink = new Sink();
        var before = GC.GetAllocatedBytesForCurrentThread(); // the sink answers at once, so nothing leaves this thread, and other tests have theirs
        var rounds = (200_000 / loans.Total) + 1;
        using var text = new ExportText(sink);
        for (var round = 0; round < rounds; round++)
        {
            await (isCsv ? text.WriteCsvAsync(view, loans, columns, head, false, default) : text.WriteJsonAsync(view, loans, columns, head, default));
        }

        Assert.InRange(sink.Written, 200_000 * 60, long.MaxValue);
        Assert.InRange(sink.MostAtOnce, 1, 64 * 1024);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (double)(rounds * loans.Total), 0, 800); // a row at a time, gone with it
    }

    /// <summary>Takes everything and remembers how much was handed over between two flushes.</summary>
    private sealed class Sink : PipeWriter
    {
        private byte[] _buffer = new byte[128];
        private int _waiting;

        public long Written { get; private set; }

        public int MostAtOnce { get; private set; }

        public override void Advance(int bytes)
        {
            _waiting += bytes;
            MostAtOnce = Math.Max(MostAtOnce, _waiting);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer = _buffer.Length < sizeHint ? new byte[sizeHint] : _buffer;

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            (Written, _waiting) = (Written + _waiting, 0);
            return new(new FlushResult(false, false));
        }

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
