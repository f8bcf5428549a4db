namespace LoanTwin.Tests.Web;

/// <summary>Tests that start the program run one after another: two cores cannot start three of them in time.</summary>
[CollectionDefinition(nameof(RunningTwin))]
public sealed class RunningTwin : ICollectionFixture<Browser>;
