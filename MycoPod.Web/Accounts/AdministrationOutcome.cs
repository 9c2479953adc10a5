namespace MycoPod.Web.Accounts;

/// <summary>What came of changing someone's account.</summary>
internal sealed record AdministrationOutcome(bool IsKnown, string? Problem, string Text)
{
    public static AdministrationOutcome Unknown(string name) => new(IsKnown: false, $"There is no user named {name}.", "");

    public static AdministrationOutcome Refused(string problem) => new(IsKnown: true, problem, "");

    public static AdministrationOutcome Done(string text) => new(IsKnown: true, Problem: null, text);
}
