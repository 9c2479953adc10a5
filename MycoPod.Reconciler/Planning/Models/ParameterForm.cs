namespace MycoPod.Reconciler.Planning.Models;

/// <summary>How a model writes a parameter of a step: nothing is nested.</summary>
internal enum ParameterForm
{
    Text,
    Number,
    Flag,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of <c>name=value</c>; without a value it is unset.</summary>
    Pairs,

    /// <summary>The name or number of a guest; code finds the rest.</summary>
    Guest,

    Guests,
    Node,
    Nodes,

    /// <summary>A record, whose parts stand beside the other parameters under its name and theirs: <c>cloudInitUser</c>.</summary>
    Parts,

    /// <summary>A record that may be left out, as a list of its parts: <c>vlan=30</c>.</summary>
    Settings,

    /// <summary>A list of records, each a text such as <c>storage=local-lvm,sizeGiB=100</c>.</summary>
    Items,
}
