using System.Text.Json.Serialization;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Core.Plans;

/// <summary>
/// One typed step: arguments alone. Title, note and risk are worked out here from the arguments, so that what is shown,
/// what is approved and what is sent cannot differ.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CreateContainer), CreateContainer.KindName)]
[JsonDerivedType(typeof(StartGuest), StartGuest.KindName)]
[JsonDerivedType(typeof(StopGuest), StopGuest.KindName)]
[JsonDerivedType(typeof(DeleteGuest), DeleteGuest.KindName)]
public abstract record Step
{
    /// <summary>The word in <c>plan.json</c>, as in <c>create-container</c>.</summary>
    public abstract string Kind { get; }

    public abstract Risk Risk { get; }

    /// <summary>One line for people, as in "Start web-1".</summary>
    public abstract string Title { get; }

    /// <summary>The guest it makes or changes.</summary>
    public abstract GuestReference Target { get; }

    /// <summary>The call that makes it so.</summary>
    /// <param name="number">The step's place in its plan, from 1.</param>
    public abstract ApiCall Call(int number, ICallNames names);
}
