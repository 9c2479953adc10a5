namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>A property as the text states it.</summary>
/// <param name="Value">In one form whatever the wording: cores as a number, memory in MiB, disk in GiB, a system as <c>debian:12</c>.</param>
/// <param name="Text">As written.</param>
internal sealed record Stated(Property Property, string Value, string Text);
