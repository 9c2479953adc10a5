namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>What is asked of guests.</summary>
internal enum PowerAction
{
    Start,
    Stop,
    Delete,

    /// <summary>"Don't start them": said of guests that the text makes.</summary>
    LeaveStopped,

    /// <summary>Understood and not supported: its objects are read, so that only the verb is refused.</summary>
    None,
}
