namespace MycoPod.Sandbox.Faults;

/// <summary>The faults that are waiting; each is used up by the requests or tasks that it hits.</summary>
internal sealed class FaultBoard
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (gate)
                return [.. faults];
        }
    }

    public void Add(Fault fault)
    {
        lock (gate)
            faults.Add(fault);
    }

    public void Clear()
    {
        lock (gate)
            faults.Clear();
    }

    public Fault? Take(string method, IReadOnlyList<string> segments) => Take(fault => fault.Hits(method, segments));

    public Fault? TakeForTask(string type) => Take(fault => fault.Type == type);

    private Fault? Take(Predicate<Fault> hits)
    {
        lock (gate)
        {
            var index = faults.FindIndex(hits);
            if (index < 0)
                return null;

            var fault = faults[index];
            if (fault.Times > 1)
                faults[index] = fault with { Times = fault.Times - 1 };
            else
                faults.RemoveAt(index);
            return fault;
        }
    }
}
