namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Holds the parameters of a call against those of its method, in the order the server does (pve-common, JSONSchema.pm).</summary>
internal sealed class ParameterCheck(SchemaMethod method)
{
    public IEnumerable<SchemaProblem> Check(IReadOnlyList<KeyValuePair<string, string>> given)
    {
        var names = given.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var values in given.GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal))
        {
            if (IndexedName.Find(method.Parameters, values.Key) is { } parameter)
            {
                foreach (var problem in CheckValues(values.Key, parameter, [.. values])) yield return problem;
                if (parameter.Requires is { } other && !names.Contains(other)) yield return new(values.Key, $"needs {other} as well.");
            }
            else if (!method.TakesOthers)
            {
                yield return new(values.Key, $"is no parameter of {method.Method} {method.Path} in this version.");
            }
        }

        foreach (var missing in method.Parameters.Values.Where(p => !p.IsOptional && !names.Contains(p.Name) && !p.Name.EndsWith("[n]", StringComparison.Ordinal)))
            yield return new(missing.Name, "is missing.");
    }

    private IEnumerable<SchemaProblem> CheckValues(string name, SchemaParameter parameter, List<string> values)
    {
        if (parameter.Kind == ValueKind.Array)
            return parameter.Items is { } items ? values.SelectMany(v => ValueCheck.Check(name, items, v)) : [];
        if (values.Count > 1 && parameter.Format?.EndsWith("-list", StringComparison.Ordinal) != true) return [new(name, "may be given once only.")];

        // The CD-ROM's own name for the drive's format; the drives spell it out.
        var known = parameter.Format == "pve-qm-ide" && method.Parameters.TryGetValue("ide[n]", out var drive) ? drive : parameter;
        return values.SelectMany(v => ValueCheck.Check(name, known, v));
    }
}
