using System.Globalization;

namespace LoanTwin.Web.Views;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Day,
    Text,
    Open,
    Close,
    Comma,
    Bad,
}

/// <summary>One piece of a filter, with the number it stands for where it is one.</summary>
internal readonly record struct FilterToken(TokenKind Kind, string Text, int At, double Number = 0)
{
    public bool Is(string word) => Kind is TokenKind.Name && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a filter apart; always ends with an end.</summary>
    public static List<FilterToken> Split(string filter)
    {
        var tokens = new List<FilterToken>();
        for (var at = 0; at < filter.Length;)
        {
            if (char.IsWhiteSpace(filter[at]))
            {
                at++;
                continue;
            }

            var token = Next(filter, at, out at);
            tokens.Add(token);
        }

        tokens.Add(new(TokenKind.End, "the end", filter.Length));
        return tokens;
    }

    private static FilterToken Next(string filter, int at, out int end)
    {
        end = at + 1;
        switch (filter[at])
        {
            case '(':
                return new(TokenKind.Open, "(", at);
            case ')':
                return new(TokenKind.Close, ")", at);
            case ',':
                return new(TokenKind.Comma, ",", at);
            case '\'':
                return Quoted(filter, at, out end);
            default:
                while (end < filter.Length && !char.IsWhiteSpace(filter[end]) && filter[end] is not ('(' or ')' or ',' or '\''))
                {
                    end++;
                }

                return Bare(filter[at..end], at);
        }
    }

    private static FilterToken Quoted(string filter, int at, out int end)
    {
        var text = new System.Text.StringBuilder();
        for (end = at + 1; end < filter.Length; end++)
        {
            if (filter[end] != '\'')
            {
                text.Append(filter[end]);
            }
            else if (end + 1 < filter.Length && filter[end + 1] == '\'')
            {
                text.Append('\'');
                end++;
            }
            else
            {
                end++;
                return new(TokenKind.Text, text.ToString(), at);
            }
        }

        return new(TokenKind.Bad, filter[at..], at);
    }

    private static FilterToken Bare(string text, int at)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new(TokenKind.Day, text, at, day.DayNumber);
        }

        if (double.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return new(TokenKind.Number, text, at, number);
        }

        return new(char.IsLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? TokenKind.Name : TokenKind.Bad, text, at);
    }
}
