namespace MycoPod.Core.Plans.Fields;

/// <summary>How two writings of a field are compared: the server orders, completes and rewrites what it is sent.</summary>
public enum FieldShape
{
    /// <summary>The same text, or the same number.</summary>
    Text,

    /// <summary>0 or 1; absent is 0, or what <see cref="Field.IsOnByDefault"/> says.</summary>
    Flag,

    /// <summary>A list whose order says nothing, separated by comma, semicolon or space.</summary>
    Set,

    /// <summary><c>key=value</c> pairs. What was not asked for may be there, too: the server adds addresses and defaults.</summary>
    Properties,

    /// <summary>As <see cref="Properties"/>, and nothing else may be there.</summary>
    WholeProperties,

    /// <summary>A disk. <c>store:32</c> asks for a new one of 32 GiB on that storage; there it is <c>store:vm-101-disk-1,size=32G</c>.</summary>
    Disk,

    /// <summary>An address or network: <c>10.0.0.1/32</c> is <c>10.0.0.1</c>.</summary>
    Address,

    /// <summary>A text that has to hold another, as a description holds a mark.</summary>
    Holding,
}
