using MycoPod.Sandbox.Guests.Migration;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>What can be done to a container that exists.</summary>
internal sealed record ContainerChangeMethods(
    ContainerUpdate Update,
    ContainerDisks Disks,
    ContainerClone Cloning,
    TemplateConversion Template,
    MigrationRequest Migration);
