namespace MycoPod.Tests.Journeys;

/// <summary>Journeys around pages and accounts, beside the others on a second instance: all in one row would be what a whole run waits for.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<DevInstance>
{
    public const string Name = "Pages";
}
