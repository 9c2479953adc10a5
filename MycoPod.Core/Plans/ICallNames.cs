namespace MycoPod.Core.Plans;

/// <summary>What a call needs beyond the step's own arguments. Shown plans answer with placeholders, runs with the real values.</summary>
public interface ICallNames
{
    /// <summary>The number of a guest: known, or <c>{id of web-1}</c>.</summary>
    string IdOf(GuestReference guest);

    /// <summary>The creation marker of what the step numbered <paramref name="step"/> makes.</summary>
    string MarkerOf(int step);

    /// <summary>A value of what the step changes, as it was read just before: a digest, a rule's position, a guest's address. Null where there is none.</summary>
    string? Read(int step, string name);
}
