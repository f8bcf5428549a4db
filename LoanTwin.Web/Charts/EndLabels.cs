namespace LoanTwin.Web.Charts;

/// <summary>Where the words at the right end of the lines stand. A line has no legend: its name is at its end.</summary>
internal static class EndLabels
{
    private const int LineHeight = 15;
    private const int MostLetters = 16;

    public static IReadOnlyList<DrawnEnd> Of(TrendPicture picture, int plotHeight)
    {
        var ends = picture.Lines.Where(line => !IsContinuedByTheFan(picture, line)).Select(line => OfLine(picture, line))
            .Concat(picture.Fan is { } fan ? [OfFan(picture, fan)] : []);
        return Apart([.. ends.OrderByDescending(end => end.At)], plotHeight);
    }

    /// <summary>Our own line ends at the now-line and is named at the end of its forecast.</summary>
    private static bool IsContinuedByTheFan(TrendPicture picture, DrawnLine line)
        => picture.Fan is not null && line.Role == SeriesRole.Ours && line.Days[^1] <= picture.Now;

    private static DrawnEnd OfLine(TrendPicture picture, DrawnLine line)
    {
        var value = line.Values.Last(value => value is not null)!.Value;
        return new(picture.Axis.Share(value), Tone(line.Role), Broken($"{line.Label} {picture.Pattern.Bare(value)}"));
    }

    private static DrawnEnd OfFan(TrendPicture picture, DrawnFan fan)
        => new(picture.Axis.Share(fan.Median[^1]), Tone(SeriesRole.Ours), [$"{fan.Label} {picture.Pattern.Bare(fan.Median[^1])}", $"90 %: {picture.Pattern.Bare(fan.Low90[^1])}–{picture.Pattern.Bare(fan.High90[^1])}"]);

    private static string Tone(SeriesRole role) => role switch
    {
        SeriesRole.Ours => "ours",
        SeriesRole.Challenger => "challenger",
        _ => "baseline",
    };

    private static IReadOnlyList<string> Broken(string text)
    {
        var cut = text.Length <= MostLetters ? -1 : text.LastIndexOf(' ', MostLetters);
        return cut <= 0 ? [text] : [text[..cut], text[(cut + 1)..]];
    }

    /// <summary>From the top down each label moves below the one before; what falls out at the foot is pushed up again from there.</summary>
    private static List<DrawnEnd> Apart(List<DrawnEnd> ends, int plotHeight)
    {
        for (var index = 1; index < ends.Count; index++)
        {
            ends[index] = ends[index] with { At = Math.Min(ends[index].At, ends[index - 1].At - Gap(ends[index - 1], ends[index])) };
        }

        for (var index = ends.Count - 1; index >= 0; index--)
        {
            var lowest = index == ends.Count - 1 ? Height(ends[index]) / 2 : ends[index + 1].At + Gap(ends[index], ends[index + 1]);
            ends[index] = ends[index] with { At = Math.Max(ends[index].At, Math.Min(lowest, 1)) };
        }

        return ends;

        double Height(DrawnEnd end) => (double)LineHeight * end.Words.Count / plotHeight;
        double Gap(DrawnEnd above, DrawnEnd below) => ((Height(above) + Height(below)) / 2) + (3.0 / plotHeight);
    }
}
