using IrsaOperator.Sandbox.Aws.Eks;
using IrsaOperator.Sandbox.Aws.Iam;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Signing;
using IrsaOperator.Sandbox.Aws.Sts;
using Microsoft.AspNetCore.Http;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>One request from the wire to the answer: read, authenticate, misbehave as asked, authorize, handle, journal.</summary>
internal sealed class AwsPipeline(AwsEmulatorOptions options, AwsAccount account, AwsJournal journal, AwsBehaviour behaviour)
{
    private static readonly HashSet<string> Secret = ["WebIdentityToken", "SecretAccessKey", "SessionToken"];
    private readonly SigV4Verifier _verifier = new(account, options);
    private readonly StsService _sts = new(account, options);
    private long _sequence;

    public async Task HandleAsync(HttpContext http)
    {
        var time = options.TimeProvider;
        var started = time.GetTimestamp();
        var request = await AwsRequestReader.ReadAsync(http, http.RequestAborted);
        var call = new AwsCall
        {
            Sequence = Interlocked.Increment(ref _sequence),
            Time = time.GetUtcNow(),
            Service = request.Service,
            Operation = request.Operation,
            Parameters = request.Parameters.ToDictionary(p => p.Key, p => Secret.Contains(p.Key) ? "***" : p.Value),
            RequestId = Guid.NewGuid().ToString(),
        };
        if (behaviour.Latency > TimeSpan.Zero)
            await Task.Delay(behaviour.Latency, time, http.RequestAborted);

        AwsResponse? response;
        try
        {
            var principal = Authenticate(request);
            call = call with { Principal = principal?.Arn, AccessKeyId = principal?.AccessKeyId };
            response = await AnswerAsync(request, call, principal, http.RequestAborted);
        }
        catch (AwsErrorException error)
        {
            response = AwsResponse.Error(request.Service, error, call.RequestId);
        }

        call = call with
        {
            Status = response?.Status ?? 0,
            ErrorCode = response is null ? "ConnectionDropped" : response.ErrorCode,
            ErrorMessage = response?.ErrorMessage,
            Duration = time.GetElapsedTime(started),
        };
        journal.Add(call);
        if (behaviour.BeforeAnswer is { } hook)
            await hook(call);
        await WriteAsync(http, call, response);
        if (behaviour.AfterAnswer is { } after)
        {
            await http.Response.CompleteAsync();
            await after(call);
        }
    }

    private static async Task WriteAsync(HttpContext http, AwsCall call, AwsResponse? response)
    {
        if (response is null)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = response.Status;
        http.Response.ContentType = response.ContentType;
        http.Response.ContentLength = response.Body.Length;
        http.Response.Headers["x-amzn-RequestId"] = call.RequestId;
        if (call.Service == "eks" && response.ErrorCode is { } code)
            http.Response.Headers["x-amzn-ErrorType"] = code;
        if (!response.IsCut)
        {
            await http.Response.Body.WriteAsync(response.Body, http.RequestAborted);
            return;
        }

        await http.Response.Body.WriteAsync(response.Body.AsMemory(0, response.Body.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private AwsPrincipal? Authenticate(AwsRequest request) =>
        request is { Service: "sts", Operation: "AssumeRoleWithWebIdentity" } ? null : _verifier.Verify(request);

    /// <summary>Null when the connection is to be dropped.</summary>
    private async Task<AwsResponse?> AnswerAsync(AwsRequest request, AwsCall call, AwsPrincipal? principal, CancellationToken cancellationToken)
    {
        if (request.Service == "iam" && !behaviour.TryTakeToken())
            throw new AwsErrorException("Throttling", "Rate exceeded", 400);
        var fault = behaviour.TakeFault(call);
        if (fault?.Mode == AwsFaultMode.Drop)
            return null;
        if (fault?.Mode == AwsFaultMode.Refuse)
            throw new AwsErrorException(fault.ErrorCode, fault.Message, fault.HttpStatus);
        if (fault?.Mode == AwsFaultMode.Hang)
            return await NeverAsync(cancellationToken);
        if (fault?.Mode == AwsFaultMode.Slow)
            await Task.Delay(fault.Delay, options.TimeProvider, cancellationToken);
        if (behaviour.BeforeEffect is { } before && !await before(call))
            return null;
        var response = await PerformAsync(request, call, principal, cancellationToken);
        return fault?.Mode switch
        {
            AwsFaultMode.ApplyThenDrop => null,
            AwsFaultMode.ApplyThenHang => await NeverAsync(cancellationToken),
            AwsFaultMode.ApplyThenTruncate => response with { IsCut = true, ErrorCode = "ConnectionDropped" },
            AwsFaultMode.ApplyThenGarble => response with { Body = response.Body[..(response.Body.Length / 2)] },
            AwsFaultMode.ApplyThenBare => AwsBareAnswer.Of(response, request),
            AwsFaultMode.ApplyThenFail => throw new AwsErrorException(fault.ErrorCode, fault.Message, fault.HttpStatus),
            _ => response,
        };
    }

    /// <summary>Waits until the caller has given up.</summary>
    private static async Task<AwsResponse?> NeverAsync(CancellationToken gone)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var waiting = gone.UnsafeRegister(static end => ((TaskCompletionSource)end!).SetResult(), end);
        await end.Task;
        return null;
    }

    private async Task<AwsResponse> PerformAsync(AwsRequest request, AwsCall call, AwsPrincipal? principal, CancellationToken cancellationToken)
    {
        var query = new IamCall(account, behaviour, request.Parameters, options.TimeProvider.GetUtcNow());
        switch (request.Service)
        {
            case "eks":
                return AwsResponse.Json(EksService.Handle(request, account, principal!));
            case "sts":
                var result = await _sts.HandleAsync(query, request, principal, cancellationToken);
                return AwsResponse.Xml(AwsNamespaces.Sts, request.Operation, result, call.RequestId);
            case "iam" when IamService.Knows(request.Operation) && request.Parameter("Version") == "2010-05-08":
                IamAuthorization.Demand(principal!, request.Operation, query);
                return AwsResponse.Xml(AwsNamespaces.Iam, request.Operation, IamService.Handle(request.Operation, query), call.RequestId);
            default:
                throw AwsErrors.InvalidAction(request.Operation, request.Parameter("Version"));
        }
    }
}
