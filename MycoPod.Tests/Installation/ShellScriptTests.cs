using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Installation;

/// <summary>The shell scripts of hosts and of people who work on this, as shellcheck reads them.</summary>
public sealed class ShellScriptTests
{
    public static TheoryData<string> Scripts => [.. Files().Where(IsProgram).Select(Relative)];

    /// <summary>What programs source, wherever that is: what the others define and use is not known here.</summary>
    public static TheoryData<string> Parts => [.. Files().Where(f => !IsProgram(f) && f.EndsWith(".sh", StringComparison.Ordinal)).Select(Relative)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Nothing_is_found_in_a_script_and_what_it_sources(string script) => CheckAsync("--external-sources", "--check-sourced", script);

    [Theory]
    [MemberData(nameof(Parts))]
    public Task Nothing_is_found_in_a_part(string part) => CheckAsync("--exclude=SC2154,SC2034", part);

    private static async Task CheckAsync(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/shellcheck"), "shellcheck is not installed");
        await Command.RunInAsync(RepositoryRoot.Path, "shellcheck", arguments);
    }

    private static IEnumerable<string> Files() => new[] { "lxc", "dev.d", ".ci" }
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, f), "*", SearchOption.AllDirectories))
        .Append(Path.Combine(RepositoryRoot.Path, "dev")).Order(StringComparer.Ordinal);

    private static string Relative(string file) => Path.GetRelativePath(RepositoryRoot.Path, file);

    private static bool IsProgram(string file)
    {
        using var reader = new StreamReader(file);
        return reader.ReadLine() is "#!/usr/bin/env bash" or "#!/bin/bash" or "#!/bin/sh";
    }
}
