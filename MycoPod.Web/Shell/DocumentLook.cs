using Microsoft.AspNetCore.Components.Endpoints;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Shell;

/// <summary>How the document at hand looks. It is known before the page is rendered: nothing flashes, whatever the page waits for.</summary>
internal sealed record DocumentLook(Appearance Appearance)
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var appearances = context.RequestServices.GetRequiredService<Appearances>();
            context.Features.Set(new DocumentLook(await appearances.FindAsync(context.User, context.RequestAborted)));
        }

        await next(context);
    });
}
