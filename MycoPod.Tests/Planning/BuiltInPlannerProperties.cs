using CsCheck;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Tests.Planning;

public sealed class BuiltInPlannerProperties
{
    private static readonly string[] CountWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly Gen<Wish> Wishes = Gen.Select(
        Gen.Int[2, 12], Gen.Int[1, 8], Gen.Int[1, 16], Gen.Int[1, 90], Gen.Int[0, 5], Gen.Shuffle(new[] { 0, 1, 2 }), Gen.Bool,
        (count, cores, memory, disk, wording, order, start) => new Wish(count, cores, memory, disk, wording, order, start));

    [Fact]
    public void Counts_names_sizes_and_their_order_are_read_as_written() => Wishes.Sample(
        wish =>
        {
            if (!wish.FitsOnPve2)
            {
                Assert.Null(Planned.OnTestCluster(wish.Text).Plan);
                return;
            }

            List<string> expected = [.. Enumerable.Range(1, wish.Count).Select(n => $"create app-{n} pve2 debian-12 {wish.Cores}c {wish.MemoryGiB * 1024}M {wish.DiskGiB}G local-lvm vmbr0 dhcp")];
            if (wish.Start) expected.AddRange(Enumerable.Range(1, wish.Count).Select(n => $"start app-{n}"));
            Assert.Equal(expected, Planned.Lines(wish.Text));
        },
        iter: 300,
        threads: 1);

    private static readonly string[] Pieces =
    [
        "create", "start", "stop", "two", "2", "a", "Debian", "container", "containers", "named", "web-1", "web-2", "pihole", "jellyfin", "and", ",", ".", "\n", "with", "cores",
        "GB", "memory", "disk", "on", "pve1", "pve2", "each", "both", "them", "it", "all", "not", "unless", "except", "don't start", "(", ")", ":", "to", "“", "”", "'", "make sure",
        "is running", "turn", "off", "10.0.0.5/24", "3", "0", "51", "every", "reticulate", "VM", "vmbr1", "local-lvm",
        "delete", "remove", "101", "template", "from", "-", "old-wiki", "twin",
    ];

    [Fact]
    public void Any_jumble_of_words_is_planned_by_the_rules_or_refused() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Select(words => string.Join(' ', words)).Sample(text => { Planned.OnTestCluster(text); }, iter: 2000);

    [Fact]
    public void Whatever_is_deleted_stands_in_the_text_by_name_or_number() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 8].Select(words => $"delete {string.Join(' ', words)}").Sample(
            text =>
            {
                var deleted = Planned.OnTestCluster(text).Plan is { } plan ? plan.Steps.OfType<DeleteGuest>().Select(s => s.Guest) : [];
                Assert.All(deleted, g => Assert.True(text.Contains(g.Name) || text.Contains($"{g.Vmid}"), text));
            },
            iter: 2000);

    [Fact]
    public void Any_text_at_all_is_planned_by_the_rules_or_refused() =>
        Gen.String[0, 200].Sample(text => { Planned.OnTestCluster(text); }, iter: 1000);

    [Fact]
    public void A_word_nobody_knows_is_never_dropped() =>
        Gen.Select(Wishes, Gen.String[Gen.Char['p', 'z'], 5, 9], Gen.Double.Unit).Sample(
            (wish, word, place) =>
            {
                var words = wish.Text.Split(' ').ToList();
                words.Insert((int)(place * words.Count), $"q{word}q");
                var outcome = Planned.OnTestCluster(string.Join(' ', words));
                Assert.True(outcome.Plan is null || PlanLines.Of(outcome.Plan).Any(l => l.Contains($"q{word}q")), string.Join(' ', words));
            },
            iter: 500);

    private sealed record Wish(int Count, int Cores, int MemoryGiB, int DiskGiB, int Wording, int[] Order, bool Start)
    {
        public string Text
        {
            get
            {
                string[] properties = [$"{Cores} {(Cores == 1 ? "core" : "cores")}", MemoryText, $"{DiskGiB} GB disk"];
                var listed = string.Join(Wording % 2 == 0 ? ", " : " and ", Order.Select(o => properties[o]));
                return Opening(listed) + (Start ? ". Start them." : "");
            }
        }

        /// <summary>64 GiB of memory, 300 GiB free on its local-lvm.</summary>
        public bool FitsOnPve2 => Count * MemoryGiB <= 64 && Count * DiskGiB <= 300;

        private string MemoryText => Wording switch { 0 => $"{MemoryGiB} GB of memory", 1 => $"{MemoryGiB}G RAM", 2 => $"{MemoryGiB * 1024} MB memory", 3 => $"{MemoryGiB} gigs of ram", 4 => $"memory: {MemoryGiB}GB", _ => $"{MemoryGiB}GiB mem" };

        private string Opening(string listed) => Wording switch
        {
            0 => $"Create {CountWords[Count]} Debian containers named app-1 to app-{Count} with {listed} each",
            1 => $"I need {Count} Debian LXCs called app with {listed}",
            2 => $"Please set up {Count} containers running Debian 12: {listed}, names: {string.Join(", ", Enumerable.Range(1, Count).Select(n => $"app-{n}"))}",
            3 => $"Deploy Debian CTs app-[1-{Count}]; each has {listed}",
            4 => $"{Count} Debian containers named app, {listed}",
            _ => $"Spin up {CountWords[Count]} Debian Linux containers named app-1..app-{Count} ({listed})",
        };
    }
}
