using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans;

/// <summary>A step that looks, right before its request, at something whose state could make the request do harm.</summary>
public interface IGuardedStep
{
    FieldQuery Query(int number, ICallNames names);

    /// <summary>Why the request must not be sent, to people; null where nothing speaks against it.</summary>
    /// <param name="found">What was read; null where it is not there.</param>
    string? Objection(IReadOnlyDictionary<string, string>? found, int number, ICallNames names);
}
