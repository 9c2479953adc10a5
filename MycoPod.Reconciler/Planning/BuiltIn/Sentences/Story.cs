namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>A sentence that tells and asks for nothing, though not all of its words are known.</summary>
/// <param name="NamesGuests">Whether it speaks of guests: beside a wish for many it may mean that they are not to be touched.</param>
/// <param name="IsExplained">Whether it tells by known words what is wrong or no longer used, or what somebody did: only such stand beside what destroys.</param>
internal sealed record Story(string Text, bool NamesGuests, bool IsExplained);
