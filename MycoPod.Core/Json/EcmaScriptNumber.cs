using System.Globalization;
using System.Text.Json;

namespace MycoPod.Core.Json;

/// <summary>Number formatting of ECMAScript 2019, section 7.1.12.1, as RFC 8785 section 3.2.2.3 asks for.</summary>
internal static class EcmaScriptNumber
{
    /// <exception cref="JsonException">The number is NaN or infinite.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value)) throw new JsonException("A number is out of range, which has no canonical form.");
        if (value == 0) return "0";

        // "E16" would round; "R" gives the shortest digits that read back as the same number, which is what ECMAScript asks for.
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = (point < 0 ? mantissa : mantissa.Remove(point, 1)).TrimStart('0');
        var leadingZeros = (point < 0 ? mantissa.Length : mantissa.Length - 1) - digits.Length;
        var position = whole.Length + exponent - leadingZeros;
        return (value < 0 ? "-" : "") + Place(digits.TrimEnd('0'), position);
    }

    /// <summary>Places the point: the value is 0.digits times ten to the power of <paramref name="position"/>.</summary>
    private static string Place(string digits, int position)
    {
        if (digits.Length <= position && position <= 21) return digits.PadRight(position, '0');
        if (position is > 0 and <= 21) return $"{digits[..position]}.{digits[position..]}";
        if (position is > -6 and <= 0) return $"0.{new string('0', -position)}{digits}";

        var sign = position - 1 < 0 ? "-" : "+";
        var fraction = digits.Length == 1 ? "" : $".{digits[1..]}";
        return $"{digits[0]}{fraction}e{sign}{Math.Abs(position - 1)}";
    }
}
