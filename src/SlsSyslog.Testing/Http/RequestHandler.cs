using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace SlsSyslog.Testing;

/// <summary>The way of a request: read, find out what it asks for, verify, answer; every refusal becomes an answer of the service's shape.</summary>
internal sealed class RequestHandler(EmulatorServices services, AccountStore account)
{
    private readonly Authenticator _authenticator = new(account, services.Clock.GetUtcNow);
    private readonly OperationTable _operations = new(services, account);

    public async Task<Exchange> HandleAsync(HttpContext context)
    {
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        SlsRequest? request = null;
        var route = new Route(SlsOperation.Unknown);
        SlsAnswer answer;
        try
        {
            request = await RequestReader.ReadAsync(context).ConfigureAwait(false);
            route = Route.Of(request);
            answer = Answer(request, route);
        }
        catch (EmulatorException refused)
        {
            answer = SlsAnswer.Error(refused.Status, refused.Code, refused.Message);
        }
        catch (BadHttpRequestException malformed)
        {
            answer = SlsAnswer.Error(malformed.StatusCode, "PostBodyTooLarge", malformed.Message);
        }

        return new Exchange(request, route, answer, id, route.Shard, request?.Query["consumer"]);
    }

    public void Record(Exchange exchange) => services.Journal.Add(new EmulatorRequest(
        0,
        services.Clock.GetUtcNow(),
        exchange.Route.Operation,
        exchange.Request is { } request ? $"{request.Method} {request.RawPath}?{string.Join('&', request.Query.Pairs.Select(pair => $"{pair.Key}={pair.Value}"))}" : "",
        exchange.Shard,
        exchange.Consumer,
        exchange.Answer.Status,
        exchange.Answer.ErrorCode,
        exchange.RequestId));

    private SlsAnswer Answer(SlsRequest request, Route route)
    {
        if (services.Options.VerifySignatures)
        {
            _authenticator.Verify(request);
        }

        return _operations.Answer(request, route);
    }
}
