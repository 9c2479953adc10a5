namespace MycoPod.Sandbox.Parameters;

/// <summary>Parameters that many methods share.</summary>
internal static class StandardParameters
{
    public static readonly Parameter Node = Parameter.Text("node") with { IsRequired = true, Format = Formats.NodeName };

    public static readonly Parameter OptionalVmid = Parameter.Whole("vmid", 100, 999_999_999) with { Format = Formats.Vmid };

    public static readonly Parameter Vmid = OptionalVmid with { IsRequired = true };

    public static readonly Parameter Storage = Parameter.Text("storage") with { IsRequired = true, Format = Formats.StorageId };

    public static readonly Parameter Upid = Parameter.Text("upid") with { IsRequired = true };

    public static readonly Parameter SkipLock = Parameter.Flag("skiplock");

    public static readonly Parameter Digest = Parameter.Text("digest") with { MaxLength = 40 };

    public static Parameter From(string name = "start") => Parameter.Whole(name, 0);

    public static Parameter Limit() => Parameter.Whole("limit", 0);
}
