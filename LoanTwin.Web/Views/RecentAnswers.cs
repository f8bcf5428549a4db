namespace LoanTwin.Web.Views;

/// <summary>The last few answers out of one view, so that turning pages neither filters nor sorts again.</summary>
internal sealed class RecentAnswers<T>(int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Question, T Answer)> _recent = new();

    public T Of(string question, Func<T> make)
    {
        lock (_gate)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Question == question)
                {
                    _recent.Remove(node);
                    _recent.AddFirst(node);
                    return node.Value.Answer;
                }
            }
        }

        var answer = make();
        lock (_gate)
        {
            _recent.AddFirst((question, answer));
            if (_recent.Count > most)
            {
                _recent.RemoveLast();
            }
        }

        return answer;
    }
}
