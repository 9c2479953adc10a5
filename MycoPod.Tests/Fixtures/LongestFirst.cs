using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Journeys;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace MycoPod.Tests.Fixtures;

/// <summary>
/// What runs longest in one piece begins first: the journeys, one after another in a browser, and the harness of crashes. Else they run alone at the end, and
/// a core rests.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [JourneysCollection.Name, typeof(StepCrashTests).FullName ?? "", PagesCollection.Name];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : Xunit.Sdk.ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : Xunit.Sdk.ITestCollection =>
        Array.FindIndex(Longest, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var place and >= 0 ? place : Longest.Length;
}
