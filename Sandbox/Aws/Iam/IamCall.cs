using System.Globalization;
using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>One IAM operation under way: its parameters, and the account as IAM's habits let the caller see it.</summary>
internal sealed record IamCall(AwsAccount Account, AwsBehaviour Behaviour, IReadOnlyDictionary<string, string> Parameters, DateTimeOffset Now)
{
    public string? Optional(string name) => Parameters.GetValueOrDefault(name);

    public string Required(string name) => Optional(name) is { Length: > 0 } value ? value : throw AwsErrors.Missing(IamChecks.Member(name));

    public int? Number(string name) => Optional(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AwsErrorException("MalformedInput", $"'{text}' is not an integer.", 400);

    /// <summary>The values of Name.member.1, Name.member.2 and so on.</summary>
    public List<string> List(string name)
    {
        var values = new List<string>();
        while (Optional($"{name}.member.{values.Count + 1}") is { } value)
            values.Add(value);
        return values;
    }

    public List<KeyValuePair<string, string>> Tags()
    {
        var tags = new List<KeyValuePair<string, string>>();
        while (Optional($"Tags.member.{tags.Count + 1}.Key") is { } key)
            tags.Add(KeyValuePair.Create(key, Optional($"Tags.member.{tags.Count + 1}.Value") ?? throw AwsErrors.Missing($"tags.{tags.Count + 1}.member.value")));
        return tags;
    }

    /// <summary>The role the call names, as a read sees it, unless it is too new to be seen.</summary>
    public IamRole Role() => Visible(Seen(RoleName()));

    /// <summary>All roles, each as a read sees it.</summary>
    public IEnumerable<IamRole> Roles() => Behaviour.ReadLag == TimeSpan.Zero
        ? Account.Roles.Where(IsVisible)
        : Account.RoleNamesOf(Now - Behaviour.ReadLag).Select(Seen).OfType<IamRole>().Where(IsVisible).ToList();

    public IamRole ModifiableRole()
    {
        var role = Visible(Account.FindRole(RoleName()));
        return role.IsServiceLinked ? throw AwsErrors.Unmodifiable(role.Name) : role;
    }

    public bool IsVisible(IamRole role) => Now >= role.CreatedAt + Behaviour.PropagationDelay;

    public string ArnOf(IamRole role) => Now < role.CreatedAt + Behaviour.RoleIdInPlaceOfArn ? role.RoleId : role.Arn;

    private IamRole Visible(IamRole? role) => role is not null && IsVisible(role) ? role : throw AwsErrors.NoSuchRole(RoleName());

    private string RoleName()
    {
        var name = Required("RoleName");
        IamChecks.Name(name, "RoleName", 64);
        return name;
    }

    private IamRole? Seen(string name)
    {
        var truth = Account.FindRole(name);
        var lag = Behaviour.DrawLag();
        if (lag == TimeSpan.Zero)
            return truth;
        var seen = Account.FindRole(name, Now - lag);
        if (!ReferenceEquals(seen, truth))
            Behaviour.CountLaggedRead();
        return seen;
    }

    public void Change(IamRole role, Func<IamRole, IamRole> change) => Account.ChangeRole(role.Name, change);

    /// <summary>A page of items, with IAM's IsTruncated and Marker.</summary>
    public List<XElement> Page<T>(string listName, IEnumerable<T> items, Func<T, XElement> write)
    {
        var (page, rest) = Cut(items);
        return [new XElement(listName, page.Select(write)), .. rest];
    }

    /// <summary>The items of a page, and the elements that say whether there is more.</summary>
    public (List<T> Page, List<XElement> Paging) Cut<T>(IEnumerable<T> items)
    {
        var size = Number("MaxItems") ?? 100;
        if (size is < 1 or > 1000)
            throw AwsErrors.Constraint($"{size}", "maxItems", size < 1 ? "Member must have value greater than or equal to 1" : "Member must have value less than or equal to 1000");
        var start = Optional("Marker") is { } marker ? IamMarker.Read(marker) : 0;
        var rest = items.Skip(start).ToList();
        return rest.Count > size
            ? (rest[..size], [new XElement("IsTruncated", "true"), new XElement("Marker", IamMarker.Write(start + size))])
            : (rest, [new XElement("IsTruncated", "false")]);
    }
}
