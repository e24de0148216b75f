namespace Amazon;

internal static class Placeholder;
