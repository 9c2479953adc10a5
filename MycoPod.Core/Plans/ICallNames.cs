namespace MycoPod.Core.Plans;

/// <summary>What a call needs beyond the step's own arguments. Shown plans answer with placeholders, runs with the real values.</summary>
public interface ICallNames
{
    /// <summary>The number of a guest: known, or <c>{id of web-1}</c>.</summary>
    string IdOf(GuestReference guest);

    /// <summary>The creation marker that a guest made by the step numbered <paramref name="step"/> carries.</summary>
    string MarkerOf(int step);
}
