namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

internal enum PowerAction
{
    Start,
    Stop,

    /// <summary>"Don't start them": said of guests that the text makes.</summary>
    LeaveStopped,

    /// <summary>Understood and not supported: its objects are read, so that only the verb is refused.</summary>
    None,
}
