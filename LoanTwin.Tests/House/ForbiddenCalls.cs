using System.Reflection;

namespace LoanTwin.Tests.House;

/// <summary>What the lower projects must not touch, so that the same inputs give the same book on every machine and day.</summary>
internal static class ForbiddenCalls
{
    /// <summary>Prefixes of "type full name.member": a namespace, a type or one property.</summary>
    public static readonly string[] ClockAndChance =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.get_System", "System.Environment.get_TickCount", "System.Diagnostics.Stopwatch.",
        "System.Random.", "System.Guid.NewGuid", "System.Security.Cryptography.RandomNumberGenerator.",
    ];

    public static readonly string[] OutsideWorld = ["System.Console.", "Microsoft.Extensions.Logging.", "System.Diagnostics.Trace", "System.Diagnostics.Debug.Write"];

    public static readonly string[] FilesAndNetwork = ["System.IO.", "System.Net.", "System.Diagnostics.Process"];

    public static IReadOnlyList<string> Complaints(IEnumerable<Type> types, params IEnumerable<string> forbidden)
        => [.. from use in UsedMembers.Of(types)
               let name = use.Used is Type type ? $"{type.FullName}." : $"{use.UsedType.FullName}.{use.Used.Name}"
               where forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
               select $"{UsedMembers.Outermost(use.User).Name} uses {name.TrimEnd('.')}"];

    /// <summary>A lookup table in a readonly array is allowed, since nothing else is as fast; a growing collection is not.</summary>
    public static IReadOnlyList<string> MutableStatics(IEnumerable<Type> types)
        => [.. from type in types
               where type.Namespace is not null && !UsedMembers.IsWrittenByTheCompiler(type)
               from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
               where !field.IsLiteral && (!field.IsInitOnly || IsGrowing(field.FieldType))
               select $"{type.Name}.{field.Name}"];

    private static bool IsGrowing(Type type) => type is { IsClass: true, Namespace: "System.Collections.Generic" or "System.Collections.Concurrent" };
}
