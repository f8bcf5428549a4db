namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 7: six mutants of the real source, each compiled and each failing its named test.</summary>
internal static class MutantEvidence
{
    public static EvidenceLine Line(Options options)
    {
        var tests = TestRun.Of("FullyQualifiedName~Mutants");
        return new(7, "six mutants each fail at least one named test", tests, "every mutant is caught", tests.AllPassed && tests.Passed >= 6);
    }
}
