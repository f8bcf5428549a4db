using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoanTwin.Web.Api;

/// <summary>How answers are written: camelCase, ISO dates, fractions as plain numbers, money with its two decimals; the same bytes in every culture.</summary>
internal static class ApiJson
{
    public static void Use(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }

    /// <summary>Every decimal in an answer is money: two decimals, and more only where a figure was asked for unrounded.</summary>
    private sealed class MoneyConverter : JsonConverter<decimal>
    {
        private const string TwoDecimalsOrMore = "0.00##########";

        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
        {
            var text = value.ToString(TwoDecimalsOrMore, CultureInfo.InvariantCulture);
            writer.WriteRawValue(text == "-0.00" ? "0.00" : text, skipInputValidation: true);
        }
    }
}
