// The baseline of a function in the custom runtime: it responds to an event without processing it.
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

WebApplication app = WebApplication.CreateSlimBuilder(args).Build();
app.MapPost("/invoke", new RequestDelegate(context => context.Response.WriteAsync("done")));
await app.RunAsync();
