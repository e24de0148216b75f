# syntax=docker/dockerfile:1
# docker build -t irsa-operator:0.1.0 .
# docker build -t irsa-operator:0.1.0 --build-arg UPSTREAM_KUBEOPS=true --build-arg UPSTREAM_AWS_SDK=true .

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
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
RUN dotnet restore Operator/Operator.csproj ${TARGETARCH:+-a $TARGETARCH}

COPY .editorconfig BannedSymbols.txt ./
COPY Operator/ Operator/
COPY standins/ standins/
RUN dotnet publish Operator/Operator.csproj -c Release -o /app --no-restore --no-self-contained ${TARGETARCH:+-a $TARGETARCH}

# Chiselled: no shell, no package manager; the user is $APP_UID, a number, as runAsNonRoot needs it.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app/ ./
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["/app/irsa-operator"]
CMD ["run"]
