namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Takes something out of a text from outside before a language model reads it.</summary>
internal interface ITextGuard
{
    string Apply(string text);
}
