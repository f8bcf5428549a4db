using LoanTwin.Benchmarks;
using LoanTwin.Benchmarks.Evidence;
using LoanTwin.Benchmarks.Explorer;
using LoanTwin.Benchmarks.Realism;
using LoanTwin.Benchmarks.Running;
using LoanTwin.Benchmarks.Storage;

// One JSON object a line on standard output; what is not a figure goes to standard error.
return args switch
{
    ["kernel", .. var options] => KernelFigures.Print(Options.Parse(options)),
    ["evidence", "kernel", .. var options] => KernelEvidence.Print(Options.Parse(options)),
    ["realism", .. var options] => RealismEvidence.Print(Options.Parse(options)),
    ["levers", .. var options] => LeverFigures.Print(Options.Parse(options)),
    ["evidence", "lender", .. var options] => LenderEvidence.Print(Options.Parse(options)),
    ["twin", .. var options] => await TwinFigures.PrintAsync(Options.Parse(options)),
    ["evidence", "twin", .. var options] => TwinEvidence.Print(Options.Parse(options)),
    ["evidence", "overview", .. var options] => OverviewEvidence.Print(Options.Parse(options)),
    ["evidence", "explorer", .. var options] => ExplorerEvidence.Print(Options.Parse(options)),
    ["evidence", "stress", .. var options] => StressEvidence.Print(Options.Parse(options)),
    ["stress", .. var options] => StressFigures.Print(Options.Parse(options)),
    ["twin-kills", var kills, var seed] => await KillEvidence.RunAsync(int.Parse(kills), ulong.Parse(seed)),
    ["twin-memory", var loans, var seed] => TwinMemory.Print(int.Parse(loans), ulong.Parse(seed)),
    ["explorer", .. var options] => await ExplorerFigures.PrintAsync(Options.Parse(options)),
    ["storage"] => await StorageFigures.PrintAsync(),
    ["storage-child", var folder] => await StorageChild.RunAsync(folder),
    ["variants"] => Variants(),
    ["spin", .. var options] => KernelFigures.Spin(Options.Parse(options)),
    ["narrow-hash", .. var options] => Narrow(Options.Parse(options)),
    _ => Usage(),
};

// Every width against the reference, by BenchmarkDotNet.
static int Variants()
{
    BenchmarkDotNet.Running.BenchmarkRunner.Run<HorizonBenchmarks>();
    return 0;
}

// Asked for by the parity line in a process whose wide instructions are switched off.
static int Narrow(Options options)
{
    Console.WriteLine(ParityEvidence.Narrow(options.Seed));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: kernel|twin|explorer|stress [--seed S] | storage | realism [--seed S] | levers [--seed S] | variants | evidence kernel|lender|twin|overview|explorer|stress [--seed S] [--line N] [--input FILE.json] [--limit RATIO] [--full]");
    return 2;
}
