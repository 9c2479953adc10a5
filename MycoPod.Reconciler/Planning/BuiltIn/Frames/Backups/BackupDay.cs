using System.Globalization;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>When a backup was made, as far as a text says: "2025-04-13", "13 April", "the January backup".</summary>
/// <param name="Text">As written.</param>
/// <param name="Year">Four digits, or null.</param>
/// <param name="Month">Two digits.</param>
/// <param name="Day">Two digits, or null.</param>
internal sealed record BackupDay(string Text, string? Year, string Month, string? Day)
{
    public static BackupDay? Take(Clause clause)
    {
        if (clause.Take(Slot.Date) is not { } said) return null;
        if (said.Role.Length == 0) return said["x"].Split('-') is [var year, var month, var day] ? new(said["x"], year, month, day) : null;
        return new(said.Text, said.Get("y")?.Text, said["m"], said.Get("d") is { } number ? ((int)number.Number).ToString("00", CultureInfo.InvariantCulture) : null);
    }

    public bool Fits(Backup backup) =>
        backup.Time.Length >= 8 && (Year is null || backup.Time[..4] == Year) && backup.Time[4..6] == Month && (Day is null || backup.Time[6..8] == Day);
}
