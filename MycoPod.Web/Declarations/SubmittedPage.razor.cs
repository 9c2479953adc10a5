namespace MycoPod.Web.Declarations;

/// <summary>What a User sees after submitting.</summary>
public sealed partial class SubmittedPage
{
    private DeclarationView? view;

    protected override void Follow() => Index.Changed += WantReload;

    protected override void Unfollow() => Index.Changed -= WantReload;

    protected override async Task LoadAsync(CancellationToken cancellationToken) => view = await Query.FindAsync(Id, cancellationToken);

    private void ViewStatus() => Navigation.NavigateTo($"/declarations/{Id}?follow=true");
}
