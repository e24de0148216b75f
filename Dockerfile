# syntax=docker/dockerfile:1
# docker build -t irsa-operator:0.1.0 .
# docker build -t irsa-operator:0.1.0 --build-arg UPSTREAM_KUBEOPS=true --build-arg UPSTREAM_AWS_SDK=true .
#
# The operator is a native program, which needs no .NET in the image. It is compiled on the platform that it is for: give buildx a builder
# of each, for under emulation it takes its time. With KubeOps's own packages it is compiled ahead of time as far as these allow.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends clang zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
ARG UPSTREAM_KUBEOPS=false
ARG UPSTREAM_AWS_SDK=false
ENV UpstreamKubeOps=$UPSTREAM_KUBEOPS \
    UpstreamAwsSdk=$UPSTREAM_AWS_SDK \
    DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    DOTNET_NOLOGO=1
WORKDIR /src

# What decides about packages comes first: this layer lasts until one of these files changes.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY Operator/Operator.csproj Operator/
COPY standins/AWSSDK/AWSSDK.csproj standins/AWSSDK/
COPY standins/KubeOps/KubeOps.csproj standins/KubeOps/
RUN dotnet restore Operator/Operator.csproj --use-current-runtime -p:Native=true -p:SelfContained=true

COPY .editorconfig BannedSymbols.txt ./
COPY Operator/ Operator/
COPY standins/ standins/
RUN dotnet publish Operator/Operator.csproj -c Release -o /app --no-restore --use-current-runtime -p:Native=true --self-contained

# Chiselled: no shell, no package manager; the user is $APP_UID, a number, as runAsNonRoot needs it.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app/ ./
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["/app/irsa-operator"]
CMD ["run"]
