namespace MycoPod.Core.Diagnosis;

/// <summary>A finding with what it is about.</summary>
public sealed record DiagnosisLine(string Subject, FindingLevel Level, string Text, string? Advice);
