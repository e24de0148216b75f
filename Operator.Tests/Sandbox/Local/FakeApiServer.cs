using System.Net;
using System.Text;

namespace IrsaOperator.Tests.Sandbox.Local;

/// <summary>Answers from a table of method and path; anything else is not found. Remembers what it was asked.</summary>
internal sealed class FakeApiServer : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, string Body)> _answers = new(StringComparer.Ordinal);

    public List<(string Call, string? MediaType, string Body)> Requests { get; } = [];

    public void Answer(string call, string body, HttpStatusCode status = HttpStatusCode.OK) => _answers[call] = (status, body);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("Bearer admin", request.Headers.Authorization?.ToString());
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Requests.Add((call, request.Content?.Headers.ContentType?.MediaType, body));
        var (status, answer) = _answers.GetValueOrDefault(call, (HttpStatusCode.NotFound, """{"message":"not found"}"""));
        return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
