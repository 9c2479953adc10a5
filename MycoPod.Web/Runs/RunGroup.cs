namespace MycoPod.Web.Runs;

/// <summary>The statuses by which people filter runs.</summary>
public enum RunGroup
{
    All,

    /// <summary>Also those that are about to.</summary>
    Running,
    Succeeded,
    Errored,

    /// <summary>Needs attention.</summary>
    Attention,

    /// <summary>Also those whose approval came too late.</summary>
    Refused,
    Cancelled,
}
