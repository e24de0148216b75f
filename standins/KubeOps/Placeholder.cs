namespace KubeOps;

internal static class Placeholder;
