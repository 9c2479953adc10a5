namespace MycoPod.Core.Link;

/// <summary>How a language model made a plan.</summary>
/// <param name="Provider">As in the LLM Configuration file.</param>
/// <param name="PromptVersion">Raised whenever the prompt changes.</param>
/// <param name="Rounds">How often the model was asked.</param>
/// <param name="TokensIn">As the provider counted them; 0 where it did not say.</param>
/// <param name="Seconds">From the first question to the last answer.</param>
/// <param name="Messages">All that was sent and answered, for Admins alone.</param>
public sealed record PlanningRecord(
    string Provider, string Model, int PromptVersion, int Rounds, long TokensIn, long TokensOut, double Seconds, IReadOnlyList<PlanningMessage> Messages);
