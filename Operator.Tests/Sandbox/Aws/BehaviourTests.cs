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

    [Theory]
    [InlineData(nameof(AwsFaultMode.Hang), false)]
    [InlineData(nameof(AwsFaultMode.ApplyThenHang), true)]
    public async Task A_call_that_hangs_ends_when_the_caller_gives_up(string mode, bool applied)
    {
        await using var aws = await AwsFixture.StartAsync();
        var fault = aws.Emulator.Behaviour.Fail("TagRole", "", 0, mode: Enum.Parse<AwsFaultMode>(mode));
        (await aws.CreateRoleAsync()).Ok();
        using var impatient = new CancellationTokenSource();
        var call = aws.Admin.SendUntilAsync(
            aws.Admin.Sign(AwsTestClient.Form("TagRole", "2010-05-08", ("RoleName", "app"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b")), "iam", "us-east-1"), impatient.Token);
        while (fault.Hits == 0 || aws.Emulator.Account.FindRole("app")!.Tags.ContainsKey("a") != applied)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.False(call.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        while (aws.Emulator.Journal.Count("TagRole") == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Equal("ConnectionDropped", aws.Emulator.Journal.Calls[^1].ErrorCode);
        Assert.Equal(applied, aws.Emulator.Account.FindRole("app")!.Tags.ContainsKey("a"));
    }

    [Fact]
    public async Task An_answer_may_break_off()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.Fail("CreateRole", "", 0, mode: AwsFaultMode.ApplyThenTruncate);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => aws.CreateRoleAsync());
        Assert.NotNull(aws.Emulator.Account.FindRole("app"));
    }

    [Fact]
    public async Task An_answer_may_be_half_a_document()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.Fail("CreateRole", "", 0, mode: AwsFaultMode.ApplyThenGarble);
        await Assert.ThrowsAnyAsync<System.Xml.XmlException>(async () => (await aws.CreateRoleAsync()).Ok().Text("Arn"));
        Assert.NotNull(aws.Emulator.Account.FindRole("app"));
    }

    [Fact]
    public async Task A_bare_answer_has_nothing_that_the_model_does_not_require()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Behaviour.Fail(_ => true, "", 0, times: int.MaxValue, mode: AwsFaultMode.ApplyThenBare);
        var role = (await aws.CreateRoleAsync()).Ok();
        Assert.Equal("app", role.Text("RoleName"));
        Assert.StartsWith("AROA", role.Text("RoleId"), StringComparison.Ordinal);
        Assert.Empty(role.All("AssumeRolePolicyDocument"));
        Assert.Empty((await aws.Admin.IamAsync("ListAttachedRolePolicies", ("RoleName", "app"))).Ok().All("IsTruncated"));
        Assert.Empty((await aws.Admin.EksAsync(HttpMethod.Get, "/clusters/sandbox")).Ok().Json.AsObject());
    }

    [Fact]
    public async Task Reads_of_a_role_lag_each_in_its_own_way_and_writes_do_not()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync()).Ok();
        aws.Time.Advance(TimeSpan.FromMinutes(10));
        aws.Emulator.Behaviour.LagReads(TimeSpan.FromSeconds(120), seed: 7);
        var seen = new List<string>();
        for (var second = 1; second <= 240; second++)
        {
            if (second <= 120)
                (await aws.Admin.IamAsync("UpdateRole", ("RoleName", "app"), ("Description", $"{second:d3}"))).Ok();
            seen.Add((await GetAsync(aws)).Ok().All("Description").SingleOrDefault() ?? "000");
            aws.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotEqual(seen.Order(StringComparer.Ordinal), seen);
        Assert.All(seen.Index(), read => Assert.InRange(
            int.Parse(read.Item, System.Globalization.CultureInfo.InvariantCulture), Math.Clamp(read.Index - 120, 0, 120), Math.Clamp(read.Index + 1, 0, 120)));
        Assert.Equal("120", seen[^1]);
        Assert.InRange(aws.Emulator.Behaviour.LaggedReads, 100, 240);
    }

    [Fact]
    public async Task A_lagging_read_shows_a_deleted_role_and_misses_a_new_one()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync("old")).Ok();
        aws.Time.Advance(TimeSpan.FromMinutes(10));
        aws.Emulator.Behaviour.LagReads(TimeSpan.FromMinutes(5), seed: 7);
        (await aws.Admin.IamAsync("DeleteRole", ("RoleName", "old"))).Ok();
        (await aws.CreateRoleAsync("new")).Ok();
        aws.Time.Advance(TimeSpan.FromMilliseconds(1));
        var names = (await aws.Admin.IamAsync("ListRoles")).Ok().All("RoleName");
        Assert.Equal(["old"], names);
        (await aws.Admin.IamAsync("GetRole", ("RoleName", "old"))).Ok();
        (await aws.Admin.IamAsync("GetRole", ("RoleName", "new"))).Fails(404, "NoSuchEntity");
        (await aws.CreateRoleAsync("new")).Fails(409, "EntityAlreadyExists");
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
