using LoanTwin.Web.Design;

namespace LoanTwin.Web.Shell;

/// <summary>Something that begins and that every reader is told once, whatever page is open.</summary>
internal sealed record Notice(RiskState State, string Text, string Way, string Href);

/// <summary>How many things of a page ask for a person, and the news of it. Rooms write here; the frame shows it and knows none of them.</summary>
internal sealed class Notices
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _asking = [];

    /// <summary>A count has changed. Raised on whatever thread wrote it; who listens comes back at once.</summary>
    public event Action? Changed;

    /// <summary>Something has begun. Raised as <see cref="Changed"/> is.</summary>
    public event Action<Notice>? Told;

    /// <summary>Things that ask, by the address of their page.</summary>
    public int CountOf(string href)
    {
        lock (_gate)
        {
            return _asking.GetValueOrDefault(href);
        }
    }

    public void Count(string href, int asking)
    {
        lock (_gate)
        {
            if (_asking.GetValueOrDefault(href) == asking)
            {
                return;
            }

            _asking[href] = asking;
        }

        Changed?.Invoke();
    }

    public void Tell(Notice notice) => Told?.Invoke(notice);
}
