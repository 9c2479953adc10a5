using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans;

/// <summary>A parameter whose value stands in no plan: the Agent reads it from its protected directory when the call is sent.</summary>
/// <param name="Parameter">As in password.</param>
/// <param name="Name">The secret's name there.</param>
public sealed partial record SecretParameter(string Parameter, string Name)
{
    /// <summary>What is shown, checked and recorded in the place of the value.</summary>
    public string Placeholder => $"{{secret {Name}}}";

    /// <summary>What has to be typed where the Agent has no such secret.</summary>
    public string Lacking => $"The Agent has no secret {Name}. On its host type mycopod secret set {Name}, then preview again.";

    public static bool IsName(string text) => NameShape().IsMatch(text);

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._\-]{0,63}(?<!\.new)\z")]
    private static partial Regex NameShape();
}
