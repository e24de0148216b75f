using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Tests.Sandbox.Aws;

public sealed class BehaviourTests
{
    [Fact]
    public async Task A_new_role_is_invisible_until_it_has_propagated()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.PropagationDelay = TimeSpan.FromSeconds(5);
        (await aws.CreateRoleAsync()).Ok();
        (await GetAsync(aws)).Fails(404, "NoSuchEntity");
        (await aws.CreateRoleAsync()).Fails(409, "EntityAlreadyExists");
        aws.Time.Advance(TimeSpan.FromSeconds(5));
        (await GetAsync(aws)).Ok();
    }

    [Fact]
    public async Task A_new_role_may_show_its_id_in_place_of_its_Arn()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.RoleIdInPlaceOfArn = TimeSpan.FromSeconds(5);
        Assert.StartsWith("AROA", (await aws.CreateRoleAsync()).Ok().Text("Arn"), StringComparison.Ordinal);
        aws.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("arn:", (await GetAsync(aws)).Ok().Text("Arn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_role_was_used_is_told_some_hours_later()
    {
        await using var aws = await AwsFixture.StartAsync();
        var used = aws.Time.GetUtcNow();
        aws.Emulator.Account.AddRole("app", aws.Trust(), configure: r => r with { LastUsedAt = used });
        Assert.Empty((await GetAsync(aws)).Ok().All("LastUsedDate"));
        aws.Time.Advance(aws.Emulator.Behaviour.LastUsedDelay);
        Assert.Single((await GetAsync(aws)).Ok().All("LastUsedDate"));
    }

    [Fact]
    public async Task Just_after_a_detachment_the_role_is_still_in_use()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.DetachDelay = TimeSpan.FromSeconds(5);
        aws.Emulator.Account.AddRole("app", aws.Trust(), configure: r => r with { AttachedPolicies = ["arn:aws:iam::aws:policy/AWSDenyAll"] });
        (await aws.Admin.IamAsync("DetachRolePolicy", ("RoleName", "app"), ("PolicyArn", "arn:aws:iam::aws:policy/AWSDenyAll"))).Ok();
        (await aws.Admin.IamAsync("DeleteRole", ("RoleName", "app"))).Fails(409, "DeleteConflict");
        aws.Time.Advance(TimeSpan.FromSeconds(5));
        (await aws.Admin.IamAsync("DeleteRole", ("RoleName", "app"))).Ok();
    }

    [Fact]
    public async Task Too_many_calls_are_throttled()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.Throttle(callsPerSecond: 1, burst: 2);
        (await aws.Admin.IamAsync("ListRoles")).Ok();
        (await aws.Admin.IamAsync("ListRoles")).Ok();
        (await aws.Admin.IamAsync("ListRoles")).Fails(400, "Throttling", "Rate exceeded");
        aws.Time.Advance(TimeSpan.FromSeconds(1));
        (await aws.Admin.IamAsync("ListRoles")).Ok();
    }

    [Theory]
    [InlineData(nameof(AwsFaultMode.Refuse), false)]
    [InlineData(nameof(AwsFaultMode.ApplyThenFail), true)]
    [InlineData(nameof(AwsFaultMode.Drop), false)]
    [InlineData(nameof(AwsFaultMode.ApplyThenDrop), true)]
    public async Task A_fault_hits_before_or_after_the_effect(string mode, bool applied)
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.Fail("CreateRole", "ServiceFailure", 500, mode: Enum.Parse<AwsFaultMode>(mode));
        if (mode.EndsWith("Drop", StringComparison.Ordinal))
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => aws.CreateRoleAsync());
        else
            (await aws.CreateRoleAsync()).Fails(500, "ServiceFailure");
        Assert.Equal(applied, aws.Emulator.Account.FindRole("app") is not null);
        (await aws.CreateRoleAsync("next")).Ok();
    }

    [Fact]
    public async Task The_hook_runs_after_the_effect_and_before_the_answer()
    {
        await using var aws = await AwsFixture.StartAsync();
        var seen = new List<(string, int, bool)>();
        aws.Emulator.Behaviour.BeforeAnswer = call =>
        {
            seen.Add((call.Operation, call.Status, aws.Emulator.Account.FindRole("app") is not null));
            return ValueTask.CompletedTask;
        };
        (await aws.CreateRoleAsync()).Ok();
        Assert.Equal([("CreateRole", 200, true)], seen);
    }

    [Fact]
    public async Task The_journal_keeps_every_call_also_in_its_file()
    {
        var file = Path.Combine(Path.GetTempPath(), $"journal-{Guid.NewGuid():N}.jsonl");
        try
        {
            await using (var aws = await AwsFixture.StartAsync(file))
            {
                (await GetAsync(aws)).Fails(404, "NoSuchEntity");
                var mark = aws.Emulator.Journal.Mark();
                (await aws.Admin.EksAsync(HttpMethod.Get, "/clusters/sandbox")).Ok();
                Assert.Equal("DescribeCluster", Assert.Single(aws.Emulator.Journal.Since(mark)).Operation);
                var call = aws.Emulator.Journal.Calls[0];
                Assert.Equal(("iam", "GetRole", 404, "NoSuchEntity", "app"), (call.Service, call.Operation, call.Status, call.ErrorCode, call.Parameters["RoleName"]));
                Assert.Equal(1, aws.Emulator.Journal.CountByOperation()["GetRole"]);
            }

            Assert.Equal(2, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<AwsAnswer> GetAsync(AwsFixture aws) => aws.Admin.IamAsync("GetRole", ("RoleName", "app"));
}
