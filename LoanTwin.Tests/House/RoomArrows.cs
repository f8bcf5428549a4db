namespace LoanTwin.Tests.House;

/// <summary>Compares what rooms use with the table. A room is a namespace below the project's; the longest listed name wins.</summary>
internal sealed class RoomArrows(string project, IReadOnlyDictionary<string, string[]> allowed)
{
    public IReadOnlyList<string> Complaints(IEnumerable<Type> types)
    {
        // Outside our namespace are Program and what generators add; Razor's _Imports carries only usings.
        var ours = types.Where(type => $"{type.Namespace}.".StartsWith(project + ".", StringComparison.Ordinal) && type.Name != "_Imports").ToList();
        return [.. Homeless(ours).Concat(Forbidden(ours)).Distinct().Order()];
    }

    private IEnumerable<string> Homeless(IEnumerable<Type> types)
        => from type in types
           where RoomOf(type) is null
           select $"{Outermost(type).FullName} lies in no listed room of {project}";

    private IEnumerable<string> Forbidden(IEnumerable<Type> types)
        => from use in UsedMembers.Of(types)
           let looking = RoomOf(use.User)
           let seen = RoomOf(use.UsedType)
           where looking is not null && seen is not null && looking != seen && !allowed[looking].Contains(seen)
           select $"{looking} -> {seen}: {Outermost(use.User).Name} uses {Outermost(use.UsedType).Name}";

    private string? RoomOf(Type type)
    {
        var name = Outermost(type).Namespace + ".";
        return allowed.Keys.Where(room => name.StartsWith($"{project}.{room}.", StringComparison.Ordinal)).MaxBy(room => room.Length);
    }

    private static Type Outermost(Type type) => UsedMembers.Outermost(type);
}
