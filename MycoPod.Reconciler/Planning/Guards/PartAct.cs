namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>What a part of a text does with what it names.</summary>
internal enum PartAct
{
    Other,
    Destroy,

    /// <summary>Excepts it from what is done: "except pihole", "do not delete nas".</summary>
    Spare,
}
