using System.Reflection;
using Amazon.EKS;
using Amazon.IdentityManagement;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>The habits of the packages' types that calling code relies on.</summary>
public sealed class ContractTests
{
    private static Type[] PublicTypes { get; } =
        [.. typeof(IAmazonIdentityManagementService).Assembly.GetExportedTypes()];

    [Fact]
    public void The_interfaces_create_their_default_clients()
    {
        Assert.IsType<AmazonIdentityManagementServiceClient>(Create<IAmazonIdentityManagementService>());
        Assert.IsType<AmazonEKSClient>(Create<IAmazonEKS>());
    }

    [Fact]
    public void A_default_client_refuses_another_services_configuration() =>
        Assert.Throws<AmazonClientException>(() => CreateWith<IAmazonEKS>(new AmazonIdentityManagementServiceConfig()));

    [Fact]
    public void Public_types_live_in_the_packages_namespaces_only() =>
        Assert.Equal(
            ["Amazon.EKS", "Amazon.EKS.Model", "Amazon.IdentityManagement", "Amazon.IdentityManagement.Model"],
            PublicTypes.Select(type => type.Namespace!).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Values_are_nullable_and_collections_start_as_null()
    {
        var models = PublicTypes.Where(type => type.Namespace!.EndsWith(".Model", StringComparison.Ordinal)
            && type is { IsClass: true, IsAbstract: false } && !type.IsAssignableTo(typeof(Exception)));
        foreach (var model in models)
        {
            var instance = Activator.CreateInstance(model);
            foreach (var property in model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                Assert.True(property.CanWrite, $"{model.Name}.{property.Name} is settable");
                Assert.True(property.GetValue(instance) is null, $"{model.Name}.{property.Name} starts as null");
            }
        }
    }

    [Fact]
    public void Enumerations_compare_and_convert_as_strings()
    {
        ClusterStatus status = "ACTIVE";
        string text = ClusterStatus.ACTIVE;

        Assert.True(status == ClusterStatus.ACTIVE);
        Assert.True(status == "ACTIVE");
        Assert.Equal("ACTIVE", text);
        Assert.Same(ClusterStatus.ACTIVE, ClusterStatus.FindValue("ACTIVE"));
        Assert.Equal("HIBERNATING", ClusterStatus.FindValue("HIBERNATING").Value);
        Assert.Equal("Role", EntityType.Role);
    }

    [Fact]
    public void Enumerations_name_their_values() =>
        Assert.All(
            PublicTypes.Where(type => type.IsAssignableTo(typeof(ConstantClass)))
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)),
            field => Assert.Equal(field.Name, ((ConstantClass)field.GetValue(null)!).Value));

    [Fact]
    public void A_configuration_names_its_service()
    {
        Assert.Equal(("IAM", "EKS"), (AmazonIdentityManagementServiceConfig.ServiceId, AmazonEKSConfig.ServiceId));
        Assert.Equal(("IAM", "iam", "2010-05-08", RequestRetryMode.Standard), Describe(new AmazonIdentityManagementServiceConfig()));
        Assert.Equal(("EKS", "eks", "2017-11-01", RequestRetryMode.Standard), Describe(new AmazonEKSConfig()));

        static (string, string, string, RequestRetryMode) Describe(ClientConfig config) =>
            (config.ServiceId, config.AuthenticationServiceName, config.ServiceVersion, config.RetryMode);
    }

    [Fact]
    public void Both_services_offer_the_same_constructors()
    {
        static string Kind(Type type) => type.IsAssignableTo(typeof(ClientConfig)) ? "Config" : type.Name;

        static string[] Constructors(Type client) =>
        [
            .. client.GetConstructors()
                .Select(constructor => string.Join(',', constructor.GetParameters().Select(p => Kind(p.ParameterType))))
                .Order(StringComparer.Ordinal),
        ];

        var expected = Constructors(typeof(Amazon.SecurityToken.AmazonSecurityTokenServiceClient));
        Assert.Equal(expected, Constructors(typeof(AmazonIdentityManagementServiceClient)));
        Assert.Equal(expected, Constructors(typeof(AmazonEKSClient)));
    }

    [Fact]
    public void Operations_of_the_clients_can_be_overridden() =>
        Assert.All(
            typeof(IAmazonIdentityManagementService).GetMethods().Where(m => typeof(Task).IsAssignableFrom(m.ReturnType)),
            method => Assert.True(typeof(AmazonIdentityManagementServiceClient)
                .GetMethod(method.Name, [.. method.GetParameters().Select(p => p.ParameterType)]) is { IsVirtual: true, IsFinal: false }));

    private static IAmazonService Create<T>()
        where T : IAmazonService
    {
        var config = T.CreateDefaultClientConfig();
        config.RegionEndpoint = Amazon.RegionEndpoint.EUCentral1;
        return CreateWith<T>(config);
    }

    private static IAmazonService CreateWith<T>(ClientConfig config)
        where T : IAmazonService =>
        T.CreateDefaultServiceClient(new BasicAWSCredentials(LoopbackAws.AccessKey, LoopbackAws.SecretKey), config);
}
