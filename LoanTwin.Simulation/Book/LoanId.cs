namespace LoanTwin.Simulation.Book;

/// <summary>
/// Who a loan is, under every policy: arrival day, product and slot of the day, packed so that ids rise with arrival. A refusal leaves a
/// gap and ids are never used again. Below 2^53, so JSON carries it exactly.
/// </summary>
public static class LoanId
{
    public const int SlotBits = 22;
    public const int ProductBits = 3;
    public const int MostSlots = 1 << SlotBits;

    /// <summary>Ids lie below this, so that a double holds them.</summary>
    public const long End = 1L << 53;

    public static long Of(int arrivalDay, int product, int slot)
        => ((long)arrivalDay << (SlotBits + ProductBits)) | ((long)product << SlotBits) | (long)slot;

    public static int ArrivalDay(long id) => (int)(id >> (SlotBits + ProductBits));

    public static int Product(long id) => (int)(id >> SlotBits) & ((1 << ProductBits) - 1);
}
