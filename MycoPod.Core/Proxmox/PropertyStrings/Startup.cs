namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>When a guest starts and stops with its node, <c>startup</c>: <c>order=1,up=30,down=60</c>.</summary>
public sealed record Startup : PropertyValue
{
    public Startup(string text)
        : base(text, "order")
    {
    }

    /// <summary>The lowest starts first and stops last.</summary>
    public int? Order
    {
        get => GetNumber("order");
        init => SetNumber("order", value);
    }

    /// <summary>Waited after it was started, before the next one.</summary>
    public int? UpSeconds
    {
        get => GetNumber("up");
        init => SetNumber("up", value);
    }

    /// <summary>Waited for it to stop.</summary>
    public int? DownSeconds
    {
        get => GetNumber("down");
        init => SetNumber("down", value);
    }
}
