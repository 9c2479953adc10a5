using Microsoft.AspNetCore.Components.Forms;
using MycoPod.Core.Link;

namespace MycoPod.Web.Settings;

/// <summary>The two files an Admin gives to the Agent.</summary>
public sealed partial class ConfigurationSection
{
    private readonly Dictionary<ConfigurationFileKind, IBrowserFile> chosen = [];
    private readonly Dictionary<ConfigurationFileKind, StoreFileResult> answers = [];
    private bool isSaving;

    /// <summary>Counts up after each save, so that the pickers are empty again.</summary>
    private int round;

    /// <summary>A picker hears of a choice only once its script is attached, which follows the rendering.</summary>
    private int readyRound = -1;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (readyRound == round) return;
        readyRound = round;
        await Task.Yield();
        StateHasChanged();
    }

    private void Choose(ConfigurationFileKind kind, IBrowserFile file)
    {
        chosen[kind] = file;
        answers.Remove(kind);
    }

    private async Task SaveAsync()
    {
        if (Authentication is null) return;
        var principal = (await Authentication).User;
        isSaving = true;
        try
        {
            foreach (var (kind, file) in chosen)
            {
                answers[kind] = file.Size > StoreFileRequest.MaxFileBytes
                    ? new(ConfigurationUpload.TooLarge, Proof: null)
                    : await Upload.StoreAsync(principal, kind, await ReadAsync(file), CancellationToken.None);
            }

            chosen.Clear();
            round++;
        }
        finally
        {
            isSaving = false;
        }
    }

    private static async Task<byte[]> ReadAsync(IBrowserFile file)
    {
        await using var content = file.OpenReadStream(StoreFileRequest.MaxFileBytes);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
