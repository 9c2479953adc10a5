namespace MycoPod.Core.Plans;

/// <summary>A step that makes a guest, which carries the step's mark from then on.</summary>
public interface ICreatesGuest
{
    /// <summary>Without a number: that is taken when the guest is made.</summary>
    GuestReference Made { get; }
}
