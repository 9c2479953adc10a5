namespace MycoPod.Reconciler.Credentials;

/// <summary>The LLM Configuration file as it is now.</summary>
internal sealed class LanguageModelAccess(ProtectedDirectory directory)
{
    public const string FileName = "language-model.json";

    /// <returns>Null where there is none: the built-in planner plans.</returns>
    /// <exception cref="FormatException">The file is not usable; the text says why, without its content.</exception>
    public LanguageModelFile? Find() => directory.Find(FileName) is { } content ? LanguageModelFile.Read(content) : null;

    /// <summary>Who plans, for people: <c>built-in</c>, or provider and model.</summary>
    public string PlannerName()
    {
        try
        {
            return Find()?.PlannerName ?? LanguageModelFile.BuiltIn;
        }
        catch (FormatException)
        {
            return "none: the LLM configuration file cannot be used";
        }
    }
}
