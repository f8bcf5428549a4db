namespace LoanTwin.Web.Views;

/// <summary>
/// Rows by the keys of an order, sixteen bits at a time and from the last key to the first: each pass keeps the order of the one before, so ties
/// fall as the later keys say, and nobody compares two rows.
/// </summary>
internal static class RowSort
{
    private const int DigitBits = 16;
    private const int Digits = 1 << DigitBits;
    private const int WorthDigits = 4_096;

    public static int[] Sorted(BookView view, int[] rows, LoanOrder order)
        => Sorted(rows, [.. order.Keys.Select(key => (view.Columns.Of(key.Field), key.IsDown))]);

    public static int[] Sorted(int[] rows, IReadOnlyList<(double[] Column, bool IsDown)> keysInOrder)
    {
        var (sorted, spare, keys, spareKeys) = (rows, new int[rows.Length], new ulong[rows.Length], new ulong[rows.Length]);
        var counts = new int[Digits];
        foreach (var (column, isDown) in keysInOrder.Reverse())
        {
            Fill(keys, sorted, column, isDown);
            if (rows.Length < WorthDigits)
            {
                sorted = [.. Enumerable.Range(0, sorted.Length).OrderBy(at => keys[at]).Select(at => sorted[at])];
                continue;
            }

            for (var shift = 0; shift < 64; shift += DigitBits)
            {
                if (Pass(keys, sorted, spareKeys, spare, counts, shift))
                {
                    (keys, spareKeys, sorted, spare) = (spareKeys, keys, spare, sorted);
                }
            }
        }

        return sorted;
    }

    /// <summary>Numbers as bits that rise with them; what has no value lies above everything either way.</summary>
    private static void Fill(ulong[] keys, int[] rows, double[] column, bool isDown)
    {
        for (var at = 0; at < rows.Length; at++)
        {
            var value = column[rows[at]] + 0.0; // one zero only
            var bits = BitConverter.DoubleToInt64Bits(value);
            var rising = (ulong)bits ^ (bits < 0 ? ulong.MaxValue : 1ul << 63);
            keys[at] = double.IsNaN(value) ? ulong.MaxValue : isDown ? ~rising : rising;
        }
    }

    /// <summary>False where all have the same digit: then nothing moves.</summary>
    private static bool Pass(ulong[] keys, int[] rows, ulong[] toKeys, int[] to, int[] counts, int shift)
    {
        Array.Clear(counts);
        foreach (var key in keys)
        {
            counts[(int)(key >> shift) & (Digits - 1)]++;
        }

        if (keys.Length == 0 || counts[(int)(keys[0] >> shift) & (Digits - 1)] == keys.Length)
        {
            return false;
        }

        var start = 0;
        for (var digit = 0; digit < Digits; digit++)
        {
            (counts[digit], start) = (start, start + counts[digit]);
        }

        for (var at = 0; at < keys.Length; at++)
        {
            var place = counts[(int)(keys[at] >> shift) & (Digits - 1)]++;
            (toKeys[place], to[place]) = (keys[at], rows[at]);
        }

        return true;
    }
}
