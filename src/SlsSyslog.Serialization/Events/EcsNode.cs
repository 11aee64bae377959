namespace SlsSyslog.Serialization;

/// <summary>Represents a member of the ECS document of a profile: an object, or a value.</summary>
internal sealed class EcsNode
{
    private EcsNode(string name, bool isTop = false)
    {
        IsTop = isTop;
        Name = name;
        Text = Encoding.ASCII.GetBytes($"\"{name}\":");
    }

    public string Name { get; }

    /// <summary>Gets a value that indicates whether the node is a member of the document itself.</summary>
    public bool IsTop { get; }

    /// <summary>Gets the name with quotation marks and colon.</summary>
    public byte[] Text { get; }

    /// <summary>Gets the text between the value before it and its own value.</summary>
    public WideText WideText { get; private set; } = new();

    /// <summary>Gets the text before the value when it is the first member.</summary>
    public WideText WideFirstText { get; private set; } = new();

    public WideText Close { get; private set; } = new();

    /// <summary>Gets the members of an object.</summary>
    public EcsNode[] Children { get; private set; } = [];

    /// <summary>Gets the number of the value in the profile; -1 for an object.</summary>
    public int Slot { get; private set; } = -1;

    public ValueKind Kind { get; private set; }

    public ValueRule[] Rules { get; private set; } = [];

    /// <summary>Creates the document of a profile. Names are unique, and no name is both a value and an object.</summary>
    public static EcsNode Create(CompiledProfile? profile, ValueRules rules)
    {
        EcsNode root = new("");
        for (int i = 0; profile is not null && i < profile.Slots.Length; i++)
        {
            EventSlot slot = profile.Slots[i];
            if (slot.Name.Name == ProfileCompiler.TitleName)
            {
                continue;
            }

            EcsNode node = root;
            foreach (string part in slot.Name.Name.Split('.'))
            {
                node = node.GetChild(part);
            }

            node.SetValue(i, slot.Name.Kind, rules.Compile(slot));
        }

        // The writer adds the severity, and what no name has.
        root.GetChild("event");
        EcsNode own = root.GetChild("aliyun");

        // What no name has can fill the message, so it comes last.
        root.Children = [.. root.Children.Where(child => child != own), own];
        return root;
    }

    private void SetValue(int slot, ValueKind kind, ValueRule[] rules)
    {
        (Slot, Kind, Rules) = (slot, kind, rules);
        bool isBare = kind is ValueKind.Integer or ValueKind.Port or ValueKind.Boolean;
        byte[] first = [.. Text, .. isBare ? ""u8 : kind == ValueKind.List ? "[\""u8 : "\""u8];
        WideFirstText = new(first);
        WideText = new([(byte)',', .. first]);
        Close = new(isBare ? ""u8 : kind == ValueKind.List ? "\"]"u8 : "\""u8);
    }

    private EcsNode GetChild(string name)
    {
        EcsNode? child = Array.Find(Children, child => child.Name == name);
        if (child is null)
        {
            child = new(name, isTop: Name.Length == 0);
            Children = [.. Children, child];
        }

        return child;
    }
}
