namespace LoanTwin.Benchmarks;

/// <summary>What the command line may say: a seed, one line only, an input file, a limit to break, and whether the long campaigns run.</summary>
internal sealed record Options(ulong Seed, int? Line, string? Input, bool IsFull, double? Limit = null)
{
    public static Options Parse(ReadOnlySpan<string> words)
    {
        var options = new Options(1, null, null, false);
        for (var i = 0; i < words.Length; i++)
        {
            options = words[i] switch
            {
                "--seed" => options with { Seed = ulong.Parse(Next(words, ref i)) },
                "--line" => options with { Line = int.Parse(Next(words, ref i)) },
                "--input" => options with { Input = Next(words, ref i) },
                "--limit" => options with { Limit = double.Parse(Next(words, ref i), System.Globalization.CultureInfo.InvariantCulture) },
                "--full" => options with { IsFull = true },
                var word => throw new ArgumentException($"unknown option {word}: --seed S, --line N, --input FILE.json, --limit RATIO and --full are known"),
            };
        }

        return options;
    }

    private static string Next(ReadOnlySpan<string> words, ref int at)
        => ++at < words.Length ? words[at] : throw new ArgumentException($"{words[at - 1]} wants a value");
}
