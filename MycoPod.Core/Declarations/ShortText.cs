namespace MycoPod.Core.Declarations;

/// <summary>The beginning of a text, for a place that has no room for all of it.</summary>
public static class ShortText
{
    /// <param name="length">At most so many characters (UTF-16) are left, and an ellipsis; a sign that takes two of them, as an emoji does, is not cut in half.</param>
    public static string Of(string text, int length)
    {
        if (text.Length <= length) return text;
        var isTorn = char.IsHighSurrogate(text[length - 1]);
        return $"{text[..(isTorn ? length - 1 : length)].TrimEnd()}…";
    }
}
