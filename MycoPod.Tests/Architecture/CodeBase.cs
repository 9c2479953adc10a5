using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using MycoPod.Core.Data;

namespace MycoPod.Tests.Architecture;

/// <summary>The compiled code, loaded once for all rules.</summary>
internal static class CodeBase
{
    public static readonly System.Reflection.Assembly[] Assemblies =
    [
        typeof(RunsContext).Assembly,
        typeof(Reconciler.AgentHost).Assembly,
        System.Reflection.Assembly.Load("MycoPod.Web"),
        typeof(MycoPod.Sandbox.Http.SandboxServer).Assembly,
    ];

    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies(Assemblies).Build();

    /// <summary>Dependencies of types in a namespace (and below) on types in other namespaces, as "from → to".</summary>
    public static IReadOnlyList<(string From, string To)> DependenciesOf(string @namespace) =>
    [
        .. Loaded.Types.Where(t => IsIn(t.Namespace.FullName, @namespace))
            .SelectMany(t => t.Dependencies.Select(d => (From: t.FullName, To: d.Target)))
            .Select(d => (d.From, To: $"{d.To.Namespace?.FullName}.{d.To.Name}"))
            .Where(d => !IsIn(d.To, @namespace))
            .Distinct(),
    ];

    /// <summary>Types outside <paramref name="allowed"/> that use anything in <paramref name="used"/>.</summary>
    public static IReadOnlyList<string> UsersOf(string used, params string[] allowed) =>
    [
        .. Loaded.Types.Where(t => !Array.Exists(allowed, a => IsIn(t.Namespace.FullName, a)))
            .Where(t => t.FullName.StartsWith("MycoPod.", StringComparison.Ordinal))
            .Where(t => t.Dependencies.Any(d => IsIn($"{d.Target.Namespace?.FullName}.{d.Target.Name}", used)))
            .Select(t => t.FullName)
            .Distinct(StringComparer.Ordinal),
    ];

    public static bool IsIn(string name, string @namespace) =>
        name == @namespace || name.StartsWith($"{@namespace}.", StringComparison.Ordinal);
}
