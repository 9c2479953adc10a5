namespace MycoPod.Reconciler.Planning.Models;

/// <summary>A kind of step as a model is told about it, worked out from the step's record.</summary>
/// <param name="Name">As in <c>create-container</c>.</param>
/// <param name="Parameters">What a model says; what code finds out is not among them.</param>
internal sealed record StepKind(string Name, Type Type, IReadOnlyList<StepParameter> Parameters, MemberDocumentation Documentation)
{
    /// <summary>One line: <c>start-guest(guest) Starts a guest.</c> What need not be said at all stands at its end, by name alone.</summary>
    public string Line => $"{Name}({string.Join(", ", Parameters.Where(p => !p.IsOption).Select(p => p.Signature))}) {Documentation.FirstSentence(Type)}{Options}".TrimEnd();

    private string Options => string.Join(',', Parameters.Where(p => p.IsOption).Select(p => p.Short)) is { Length: > 0 } names ? $" +{names}" : "";

    /// <summary>All that is known about it, with every parameter.</summary>
    public string Describe() => string.Join('\n', new[] { $"{Name}({string.Join(", ", Parameters.Select(p => p.Signature))})", Documentation.Summary(Type) }.Concat(Said(Parameters)));

    private static IEnumerable<string> Said(IEnumerable<StepParameter> parameters) =>
        parameters.SelectMany(p => p.Form is ParameterForm.Parts ? Said(p.Parts) : p.Form is ParameterForm.Items or ParameterForm.Settings ? [$"{p.Name}: {(p.Form == ParameterForm.Items ? "each" : "as in")} {p.ItemSignature}", .. Said(p.Parts)] : p.Summary is { } summary ? [$"{p.Name}: {summary}"] : []);
}
