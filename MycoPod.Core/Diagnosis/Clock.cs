namespace MycoPod.Core.Diagnosis;

/// <summary>Whether clocks agree. Approvals expire, and tokens of people are good for seconds.</summary>
public static class Clock
{
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Harmful = TimeSpan.FromSeconds(60);

    private const string Advice = "Let both hosts keep their time from the network (timedatectl set-ntp true; chrony on Proxmox VE). A container has the clock of its node.";

    /// <param name="skew">How far the other clock is ahead of this one.</param>
    public static Finding Judge(string whose, TimeSpan skew)
    {
        var apart = skew.Duration();
        if (apart <= Tolerated) return Finding.Ok($"The clock of {whose} agrees with this host's.");
        var text = $"The clock of {whose} is {apart.TotalSeconds:0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} this host's.";
        return apart > Harmful ? Finding.Problem($"{text} Approvals may expire early or be refused.", Advice) : Finding.Warning(text, Advice);
    }
}
