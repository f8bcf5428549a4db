using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace LoanTwin.Tests.House;

/// <summary>One type of ours and one member (or type) that it uses, read from the compiled code so that no spelling hides it.</summary>
internal sealed record Use(Type User, MemberInfo Used)
{
    public Type UsedType => Used as Type ?? Used.DeclaringType ?? typeof(void);
}

/// <summary>What the types of an assembly use: bases, fields, signatures, locals, attributes and every token in a method body.</summary>
internal static class UsedMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodeByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IEnumerable<Use> Of(Assembly assembly) => Of(assembly.GetTypes());

    public static IEnumerable<Use> Of(IEnumerable<Type> types)
        => types.SelectMany(type => MembersUsedBy(type).SelectMany(WithParts).Distinct().Select(used => new Use(type, used)));

    /// <summary>The type a reader would name: closures, iterators and nested types belong to the outermost one.</summary>
    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    public static bool IsWrittenByTheCompiler(Type type)
        => type.IsDefined(typeof(CompilerGeneratedAttribute), false) || (type.DeclaringType is { } outer && IsWrittenByTheCompiler(outer));

    private static IEnumerable<MemberInfo?> MembersUsedBy(Type type)
    {
        var methods = type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));
        var attributes = type.GetCustomAttributesData().Select(attribute => attribute.AttributeType);
        return type.GetInterfaces().Append(type.BaseType)
            .Concat(attributes)
            .Concat(type.GetFields(Declared).Select(field => field.FieldType))
            .Concat(methods.SelectMany(MembersUsedBy));
    }

    private static IEnumerable<MemberInfo?> MembersUsedBy(MethodBase method)
    {
        var signature = method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType);
        var body = method.GetMethodBody();
        return body is null ? signature : signature.Concat(body.LocalVariables.Select(local => local.LocalType)).Concat(TokensIn(method, body));
    }

    private static IEnumerable<MemberInfo?> TokensIn(MethodBase method, MethodBody body)
    {
        var il = body.GetILAsByteArray() ?? [];
        for (var at = 0; at < il.Length;)
        {
            var code = ReadOpCode(il, ref at);
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return Resolve(method, BitConverter.ToInt32(il, at));
            }

            at += OperandSize(code, il, at);
        }
    }

    private static OpCode ReadOpCode(byte[] il, ref int at)
    {
        const byte TwoByteMark = 0xFE;
        var value = il[at++];
        return OpCodeByValue[value == TwoByteMark ? unchecked((short)(TwoByteMark << 8 | il[at++])) : value];
    }

    private static int OperandSize(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, typeArguments, methodArguments);
    }

    /// <summary>A list of loans uses the loan, too: takes arrays, references and generic arguments apart.</summary>
    private static IEnumerable<MemberInfo> WithParts(MemberInfo? member)
    {
        if (member is null or Type { IsGenericParameter: true })
        {
            return [];
        }

        var parts = member switch
        {
            Type { HasElementType: true } type => [type.GetElementType()!],
            Type type => type.IsGenericType ? type.GetGenericArguments() : [],
            MethodInfo { IsGenericMethod: true } method => [.. method.GetGenericArguments(), member.DeclaringType],
            _ => new[] { member.DeclaringType },
        };
        return parts.SelectMany(WithParts).Prepend(member);
    }
}
