namespace MycoPod.Sandbox.Faults;

internal enum FaultKind
{
    /// <summary>Waits, then executes.</summary>
    DelayBefore,

    /// <summary>Executes, then holds the answer back.</summary>
    DelayAfter,

    /// <summary>Resets the connection; nothing is executed.</summary>
    DropBefore,

    /// <summary>Executes, then resets the connection instead of answering.</summary>
    DropAfter,

    /// <summary>Answers the given status; nothing is executed.</summary>
    Status,

    /// <summary>Executes, then answers the given status, as a proxying node does that lost patience (596).</summary>
    StatusAfter,

    /// <summary>The next task of a type fails with a message once it has begun its work.</summary>
    TaskError,

    /// <summary>The next task of a type does its work and ends with a warning.</summary>
    TaskWarning,

    /// <summary>Nothing more fits on a storage, until the faults are cleared.</summary>
    FullStorage,

    /// <summary>A node does not answer, until the faults are cleared.</summary>
    LostNode,
}
