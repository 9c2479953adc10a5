namespace MycoPod.Tests.Journeys;

/// <summary>Journeys one after another on an instance of their own.</summary>
[CollectionDefinition(Name)]
public sealed class JourneysCollection : ICollectionFixture<DevInstance>
{
    public const string Name = "Journeys";
}
