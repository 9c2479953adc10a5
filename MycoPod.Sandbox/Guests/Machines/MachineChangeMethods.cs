using MycoPod.Sandbox.Guests.Migration;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>What can be done to a machine that exists.</summary>
internal sealed record MachineChangeMethods(
    MachineUpdate Update,
    MachineDisks Disks,
    MachineClone Cloning,
    TemplateConversion Template,
    MigrationRequest Migration);
