namespace MycoPod.Core.Plans.Steps.Calls;

/// <summary>A parameter of a call, in the API's name and as the API writes it.</summary>
public sealed record ApiParameter(string Name, string Value);
