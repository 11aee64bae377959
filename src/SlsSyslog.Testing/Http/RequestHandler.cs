using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace SlsSyslog.Testing;

/// <summary>Processes a request: finds the operation, applies faults, verifies the signature. Refusals become error responses.</summary>
internal sealed class RequestHandler(EmulatorServices services, AccountStore account, FaultScript faults)
{
    private static readonly FaultPlan NoFault = new();
    private readonly Authenticator _authenticator = new(account, services.Clock.GetUtcNow);
    private readonly OperationTable _operations = new(services, account);
    private readonly AdminOperations _admin = new(services, account, faults);

    public async Task<Exchange> HandleAsync(HttpContext context)
    {
        string id = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        SlsRequest? request = null;
        Route route = new(SlsOperation.Unknown);
        FaultPlan fault = NoFault;
        SlsAnswer answer;
        try
        {
            request = await RequestReader.ReadAsync(context).ConfigureAwait(false);
            if (AdminOperations.IsFor(request))
            {
                answer = _admin.Answer(request);
            }
            else
            {
                route = Route.Of(request);
                fault = await StrikeAsync(route, request, context.RequestAborted).ConfigureAwait(false);
                answer = Answer(request, route, fault);
            }

            await (services.State?.WrittenAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (EmulatorException exception)
        {
            answer = SlsAnswer.Error(exception.Status, exception.Code, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            string code = exception.StatusCode switch
            {
                408 => "RequestTimeout",
                413 => "PostBodyTooLarge",
                _ => "PostBodyInvalid",
            };
            answer = SlsAnswer.Error(exception.StatusCode, code, exception.Message);
        }

        return new Exchange(request, route, answer, id, fault);
    }

    public void Record(Exchange exchange) => services.Journal.Add(new EmulatorRequest(
        0,
        services.Clock.GetUtcNow(),
        exchange.Route.Operation,
        exchange.Request is { } request
            ? $"{request.Method} {request.RawPath}?{string.Join('&', request.Query.Pairs.Select(pair => $"{pair.Key}={pair.Value}"))}"
            : "",
        exchange.Route.Shard,
        exchange.Request?.Query["consumer"],
        exchange.IsBroken ? 0 : exchange.Answer.Status,
        exchange.Answer.ErrorCode,
        exchange.RequestId));

    private async Task<FaultPlan> StrikeAsync(Route route, SlsRequest request, CancellationToken aborted)
    {
        if (faults.Take(route, request.Query["consumer"]) is not { } fault)
        {
            return NoFault;
        }

        if (fault.Plan.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Plan.Delay, services.Clock, aborted).ConfigureAwait(false);
        }

        if (fault.Plan.Hangs)
        {
            await fault.Removed.WaitAsync(aborted).ConfigureAwait(false);
        }

        return fault.Plan;
    }

    private SlsAnswer Answer(SlsRequest request, Route route, FaultPlan fault)
    {
        if (fault.Reset == FaultReset.Before)
        {
            return SlsAnswer.Empty();
        }

        if (fault.Instead is { } instead)
        {
            return instead();
        }

        if (services.Options.VerifySignatures)
        {
            _authenticator.Verify(request);
        }

        SlsAnswer answer = _operations.Answer(request, route);
        return fault.Change?.Invoke(answer) ?? answer;
    }
}
