using LoanTwin.Benchmarks;
using LoanTwin.Benchmarks.Evidence;

// One JSON object a line on standard output; what is not a figure goes to standard error.
return args switch
{
    ["kernel", .. var options] => KernelFigures.Print(Options.Parse(options)),
    ["evidence", "kernel", .. var options] => KernelEvidence.Print(Options.Parse(options)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: kernel [--seed S] | evidence kernel [--seed S] [--line N] [--input FILE.json] [--full]");
    return 2;
}
