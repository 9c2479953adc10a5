namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

internal static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    public static bool ContainsDigit(this string text) => text.AsSpan().ContainsAnyInRange('0', '9');
}
