using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Views;

/// <summary>One key of an order.</summary>
internal readonly record struct SortKey(LoanField Field, bool IsDown);

/// <summary>In which order loans are listed: <c>-balance,score</c>, and by id where that leaves a choice. Nothing comes last either way.</summary>
internal sealed record LoanOrder(ImmutableArray<SortKey> Keys)
{
    private const string Name = "sort";

    public string Text => string.Join(',', Keys.Select(key => key.IsDown ? $"-{key.Field.Key}" : key.Field.Key));

    public static Result<LoanOrder> Parse(string? text)
    {
        var faults = new FaultList();
        var keys = ImmutableArray.CreateBuilder<SortKey>();
        foreach (var part in (text ?? "id").Split(','))
        {
            var word = part.Trim();
            var (key, isDown) = word.StartsWith('-') ? (word[1..], true) : (word, false);
            if (LoanField.Find(key) is not { } field)
            {
                faults.Require(false, Name, key, $"a field, or - and a field: {LoanField.Known}");
            }
            else if (keys.Any(known => known.Field.Key == key))
            {
                faults.Require(false, Name, key, "each field once");
            }
            else
            {
                keys.Add(new(field, isDown));
            }
        }

        if (!keys.Any(key => key.Field.Key == "id"))
        {
            keys.Add(new(LoanField.Find("id")!, false));
        }

        return faults.Or(() => new LoanOrder(keys.ToImmutable()));
    }
}
