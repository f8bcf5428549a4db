namespace LoanTwin.Web.Twin;

/// <summary>Something that watchers of the hub can hear about; each room that has news registers its own.</summary>
/// <param name="Name">The word in <c>Watch</c>, and the name of the messages.</param>
/// <param name="Now">What a new watcher gets at once.</param>
internal sealed record HubTopic(string Name, Func<IEnumerable<object>> Now);
