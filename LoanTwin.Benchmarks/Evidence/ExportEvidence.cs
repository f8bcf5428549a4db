using System.IO.Pipelines;
using LoanTwin.Benchmarks.Explorer;
using LoanTwin.Web.Portfolio;
using LoanTwin.Web.Views;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>A file of 200,000 loans, measured while it is written; and the tests of what stands in it.</summary>
internal static class ExportEvidence
{
    private const int MostHeld = 64 * 1024;
    private const double MostGrowth = 8;
    private const double Megabyte = 1024 * 1024;

    public static EvidenceLine Line(Options options)
    {
        var (rows, bytes, held, growth) = MeasureAsync(options.Seed).GetAwaiter().GetResult();
        var settings = new Dictionary<string, string> { ["LOANTWIN_REQUIRE_BROWSER"] = "1" };
        var tests = TestRun.Of("FullyQualifiedName~Web.Portfolio.ExportTextTests|FullyQualifiedName~Web.Portfolio.MarksApiTests|FullyQualifiedName~Web.Portfolio.PortfolioApiTests|FullyQualifiedName~Selection_OfAll_ExportsTheRowsCountedOnScreen", settings);
        return new(
            5, "an export has the rows counted on screen, neutralises what begins like a formula, and streams 200,000 rows in bounded memory",
            new { options.Seed, rows, megabytes = Math.Round(bytes / Megabyte, 1), mostBytesHeld = held, heapGrowthMegabytes = Math.Round(growth / Megabyte, 2), tests },
            new { rows = $"at least {LargeBook.Loans}", mostBytesHeld = MostHeld, heapGrowthMegabytes = MostGrowth, failed = 0, skipped = 0 },
            rows >= LargeBook.Loans && held <= MostHeld && growth <= MostGrowth * Megabyte && tests.AllPassed && tests.Skipped == 0);
    }

    private static async Task<(int Rows, long Bytes, int Held, long Growth)> MeasureAsync(ulong seed)
    {
        using var book = new LargeBook(seed);
        var loans = LoanSelection.In(book.View, FilterClauses.None, LoanOrder.Parse("-balance").Value);
        var head = new ExportHead(book.View.Date, book.View.CommitSequence, book.View.Number, "", "-balance", loans.Total, "evidence", "");
        var sink = new CountingPipe();
        using var text = new ExportText(sink);
        await text.WriteCsvAsync(book.View, loans, ExportColumn.Parse(null).Value, head, false, default);
        return (sink.Lines - HeadLines(sink), sink.Written, sink.MostHeld, sink.MostHeap - sink.FirstHeap);
    }

    /// <summary>Lines that begin with # and the line of names.</summary>
    private static int HeadLines(CountingPipe sink) => sink.Remarks + 1;

    /// <summary>Takes everything, and looks at what is waiting and at the living heap on each flush.</summary>
    private sealed class CountingPipe : PipeWriter
    {
        private const int LookEvery = 50;

        private byte[] _buffer = new byte[128];
        private int _held;
        private int _flushes;
        private bool _isAtStart = true;

        public long Written { get; private set; }
        public int Lines { get; private set; }
        public int Remarks { get; private set; }
        public int MostHeld { get; private set; }
        public long FirstHeap { get; private set; }
        public long MostHeap { get; private set; }

        public override void Advance(int bytes)
        {
            foreach (var letter in _buffer.AsSpan(0, bytes))
            {
                Remarks += _isAtStart && letter == '#' ? 1 : 0;
                _isAtStart = letter == '\n';
                Lines += _isAtStart ? 1 : 0;
            }

            (_held, Written) = (_held + bytes, Written + bytes);
            MostHeld = Math.Max(MostHeld, _held);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer = _buffer.Length < sizeHint ? new byte[sizeHint] : _buffer;

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            _held = 0;
            if (_flushes++ % LookEvery == 0)
            {
                var heap = GC.GetTotalMemory(forceFullCollection: true);
                FirstHeap = FirstHeap == 0 ? heap : FirstHeap;
                MostHeap = Math.Max(MostHeap, heap);
            }

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
