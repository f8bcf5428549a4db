namespace LoanTwin.Tests.Mutants;

/// <summary>
/// The tests tested: six wrong lines, each put into the real sources one at a time, compiled, and met by the test that has to notice.
/// The same tests pass on the same sources without a mutant, compiled and run the same way.
/// </summary>
public sealed class MutantTests
{
    private static readonly Mutant Sample = new("sample", "", "Sample.cs", "a + b", "a - b", "");

    public static TheoryData<string> Mutants => [.. SixMutants.All.Select(mutant => mutant.Name)];

    public static TheoryData<string> Projects => [.. SixMutants.All.Select(mutant => mutant.Project).Distinct()];

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Mutant_OfTheEngine_FailsItsNamedTest(string name)
    {
        var mutant = SixMutants.Named(name);

        var run = await TestBench.RunAsync(mutant.Project, mutant, mutant.MustFail);

        var failed = run.Of(mutant.MustFail).Where(result => !result.Passed).ToList();
        Assert.True(failed.Count > 0, $"{name} survived {mutant.MustFail}:\n{run.Output}");
        Assert.True(run.Errors == 0 && failed.TrueForAll(result => result.IsRefuted), $"{name} broke the test instead of failing it:\n{run.Output}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Engine_WithoutAMutant_PassesTheNamedTests(string project)
    {
        var named = SixMutants.All.Where(mutant => mutant.Project == project).Select(mutant => mutant.MustFail).Distinct().ToList();

        var run = await TestBench.RunAsync(project, null, named);

        Assert.True(run.Errors == 0 && run.Tests.All(result => result.Passed), run.Output);
        Assert.Equal(named.Order(), run.Tests.Select(result => result.Test).Distinct().Order());
    }

    [Fact]
    public void NamedTests_AreNeverMutantTests()
        => Assert.DoesNotContain(SixMutants.All, mutant => mutant.MustFail.StartsWith(typeof(MutantTests).Namespace!, StringComparison.Ordinal));

    [Fact]
    public void Mutant_WhoseTextStandsOnce_ChangesNothingElse() => Assert.Equal("x = a - b;", Sample.In("x = a + b;"));

    [Theory]
    [InlineData("x = b + a;", "0 times")]
    [InlineData("x = a + b; y = a + b;", "2 times")]
    public void Mutant_WhoseTextDoesNotStandOnce_IsRefused(string source, string count)
        => Assert.Contains(count, Assert.Throws<InvalidOperationException>(() => Sample.In(source)).Message);
}
