// The floor of what a function of the custom runtime costs: it answers an event and does nothing with it.
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

WebApplication app = WebApplication.CreateSlimBuilder(args).Build();
app.MapPost("/invoke", new RequestDelegate(context => context.Response.WriteAsync("done")));
await app.RunAsync();
