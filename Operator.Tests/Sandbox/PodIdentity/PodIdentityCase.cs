namespace IrsaOperator.Tests.Sandbox.PodIdentity;

/// <summary>A ServiceAccount's annotations and a pod, and what the pod looks like once it is created.</summary>
internal sealed record PodIdentityCase(string Annotations, string Pod, string Expected)
{
    private const string OnePod = "spec: { containers: [ { name: app, image: app } ] }";

    public static IReadOnlyDictionary<string, PodIdentityCase> All { get; } = new Dictionary<string, PodIdentityCase>
    {
        ["a role"] = new(
            "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app",
            OnePod,
            """
            app
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 86400 seconds
            """),
        ["no role"] = new("eks.amazonaws.com/audience: elsewhere", OnePod, "app"),
        ["an empty role"] = new("eks.amazonaws.com/role-arn: ''", OnePod, "app"),
        ["a role that is none"] = new(
            "eks.amazonaws.com/role-arn: app",
            OnePod,
            """
            app
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 86400 seconds
            """),
        ["every annotation of the account"] = new(
            """
            eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app
            eks.amazonaws.com/audience: elsewhere
            eks.amazonaws.com/sts-regional-endpoints: 'f'
            eks.amazonaws.com/token-expiration: '7200'
            """,
            OnePod,
            """
            app
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for elsewhere, 7200 seconds
            """),
        ["the pod's expiration wins and is raised"] = new(
            """
            eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app
            eks.amazonaws.com/sts-regional-endpoints: 'false'
            eks.amazonaws.com/token-expiration: '7200'
            """,
            """
            metadata: { annotations: { eks.amazonaws.com/token-expiration: '60' } }
            spec: { containers: [ { name: app, image: app } ] }
            """,
            """
            app
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 600 seconds
            """),
        ["values that mean nothing"] = new(
            """
            eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app
            eks.amazonaws.com/sts-regional-endpoints: 'yes'
            eks.amazonaws.com/token-expiration: 2h
            """,
            OnePod,
            """
            app
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 86400 seconds
            """),
        ["skipped and init containers"] = new(
            "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app",
            """
            metadata: { annotations: { eks.amazonaws.com/skip-containers: 'sidecar,other' } }
            spec:
              initContainers: [ { name: prepare, image: app } ]
              containers: [ { name: sidecar, image: app }, { name: app, image: app } ]
            """,
            """
            prepare
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            sidecar
            app
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 86400 seconds
            """),
        ["what the pod sets itself stays"] = new(
            "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app",
            """
            spec:
              volumes: [ { name: data, emptyDir: {} } ]
              containers:
              - name: role
                image: app
                env: [ { name: AWS_ROLE_ARN, value: mine }, { name: COLOUR, value: red } ]
              - name: region
                image: app
                env: [ { name: AWS_REGION, value: us-east-1 } ]
                volumeMounts: [ { name: data, mountPath: /data } ]
            """,
            """
            role
              AWS_ROLE_ARN=mine
              COLOUR=red
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            region
              AWS_REGION=us-east-1
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount data /data
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 86400 seconds
            volume data
            """),
        ["a volume and a mount of that name stay"] = new(
            "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app",
            """
            spec:
              volumes: [ { name: aws-iam-token, emptyDir: {} } ]
              containers: [ { name: app, image: app, volumeMounts: [ { name: aws-iam-token, mountPath: /mine } ] } ]
            """,
            """
            app
              AWS_STS_REGIONAL_ENDPOINTS=regional
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token
              mount aws-iam-token /mine
            volume aws-iam-token
            """),
        ["a pod that asks to be skipped"] = new(
            "eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app",
            """
            metadata: { labels: { eks.amazonaws.com/skip-pod-identity-webhook: 'true' } }
            spec: { containers: [ { name: app, image: app } ] }
            """,
            "app"),
        ["a Windows pod"] = new(
            """
            eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/app
            eks.amazonaws.com/sts-regional-endpoints: '0'
            """,
            "spec: { nodeSelector: { kubernetes.io/os: windows }, containers: [ { name: app, image: app } ] }",
            """
            app
              AWS_DEFAULT_REGION=eu-central-1
              AWS_REGION=eu-central-1
              AWS_ROLE_ARN=arn:aws:iam::111122223333:role/app
              AWS_WEB_IDENTITY_TOKEN_FILE=C:\var\run\secrets\eks.amazonaws.com\serviceaccount\token
              mount aws-iam-token /var/run/secrets/eks.amazonaws.com/serviceaccount read-only
            volume aws-iam-token: token for sts.amazonaws.com, 86400 seconds
            """),
    };
}
