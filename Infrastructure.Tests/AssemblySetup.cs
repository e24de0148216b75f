using IrsaOperator.Infrastructure.Tests;

// The CDK's JavaScript runs in one process beside this one, which answers one caller at a time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Synthesized))]
