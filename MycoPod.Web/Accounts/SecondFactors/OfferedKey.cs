using QRCoder;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>A key that is being set up.</summary>
/// <param name="Box">The key as the page carries it from the password to the first code.</param>
internal sealed record OfferedKey(byte[] Bytes, string Box)
{
    public string Text => Base32.Grouped(Base32.Encode(Bytes));

    /// <summary>What the camera of an authenticator app reads, drawn here: dark on white in either appearance.</summary>
    public string Picture(string name)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Address(name).AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        var side = data.ModuleMatrix.Count;
        var path = string.Concat(
            from y in Enumerable.Range(0, side)
            from x in Enumerable.Range(0, side)
            where data.ModuleMatrix[y][x]
            select $"M{x} {y}h1v1h-1z");

        // The matrix brings its own quiet zone of four modules.
        return $"""<svg viewBox="0 0 {side} {side}" role="img" aria-label="QR code of the key" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""";
    }

    private Uri Address(string name) => new(
        $"otpauth://totp/MycoPod:{Uri.EscapeDataString(name)}?secret={Base32.Encode(Bytes)}&issuer=MycoPod&digits={Totp.Digits}&period={Totp.StepSeconds}");
}
