namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>The firmware of a new VM.</summary>
/// <param name="Uefi">With a small disk for its variables; otherwise the traditional BIOS.</param>
/// <param name="SecureBoot">Puts the common keys in, so that signed systems alone start.</param>
/// <param name="Tpm">A TPM 2.0, as Windows 11 asks for.</param>
public sealed record Firmware(bool Uefi, bool SecureBoot, bool Tpm)
{
    /// <summary>Where its disks go; null for where the first disk is.</summary>
    public string? Storage { get; init; }

    internal bool NeedsDisk => Uefi || Tpm;

    internal IEnumerable<string> Check()
    {
        if (SecureBoot && !Uefi) yield return "Secure Boot needs UEFI.";
        if (Storage is not null && !Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
    }

    internal IEnumerable<(string Name, string? Value)> Parameters(string diskStorage)
    {
        var storage = Storage ?? diskStorage;
        yield return ("bios", Uefi ? "ovmf" : "seabios");
        if (Uefi) yield return ("efidisk0", $"{storage}:1,efitype=4m,pre-enrolled-keys={(SecureBoot ? 1 : 0)}");
        if (Tpm) yield return ("tpmstate0", $"{storage}:1,version=v2.0");
    }

    internal string Say() => $"{(Uefi ? "UEFI" : "BIOS")}{(SecureBoot ? " with Secure Boot" : "")}{(Tpm ? ", TPM" : "")}";
}
