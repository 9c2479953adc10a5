using System.Text.Json.Serialization;

namespace MycoPod.Core.Approvals;

/// <summary>What lets something run that does not run by itself any more. Stopping and pausing need no order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderKind>))]
public enum OrderKind
{
    /// <summary>A run that ended before its end goes on from the step that failed, or whose outcome nobody could tell.</summary>
    Retry,

    /// <summary>The step whose outcome nobody could tell was carried out, says a person; the run goes on after it.</summary>
    TakeAsDone,

    /// <summary>The declarations repository is read on, although its history was rewritten.</summary>
    AcceptHistory,

    /// <summary>Reconciling goes on after a pause.</summary>
    Resume,
}
