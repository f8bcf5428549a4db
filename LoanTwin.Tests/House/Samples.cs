// Small rule breakers: the house tests point at them to prove that each rule can fail.
namespace LoanTwin.Tests.House.Samples.Attic
{
    internal static class Trunk
    {
        public static int Open() => 1;
    }
}

namespace LoanTwin.Tests.House.Samples.Cellar
{
    internal static class Ladder
    {
        // Named nowhere but in the body of a lambda: a look at usings or signatures would miss it.
        public static Func<int> Climb() => () => Attic.Trunk.Open();
    }
}

namespace LoanTwin.Tests.House.Samples.Habits
{
    internal sealed class LoanManager;

    internal sealed class LoanService;

    internal sealed class TwinService : Microsoft.Extensions.Hosting.BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    internal static class Clockwatcher
    {
        private static readonly List<int> Kept = [];
        private static int _count;

        public static DateTime Look()
        {
            Kept.Add(_count++);
            return DateTime.UtcNow;
        }

        public static double Roll() => Random.Shared.NextDouble();

        public static string[] Peek() => File.ReadAllLines("loans.csv");

        public static void Say() => Console.WriteLine("late");
    }
}
