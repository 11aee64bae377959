namespace SlsSyslog.Serialization;

/// <summary>Compiles a profile: names become numbers, and constant texts are collected in one buffer.</summary>
internal sealed class ProfileCompiler
{
    public const string TitleName = "event.title";

    private static readonly StandardName Title = new(TitleName, ValueKind.Text, "eventTitle");

    private readonly List<ProfileInput> _inputs = [];
    private readonly Dictionary<string, int> _inputNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slotNumbers = new(StringComparer.Ordinal);
    private readonly List<EventSlot> _slots = [];
    private readonly ProfileConstants _constants = new();

    private ProfileCompiler()
    {
    }

    public static CompiledProfile Compile(SourceProfile source, int number, ExpandForm form)
    {
        ProfileCompiler compiler = new();
        compiler.AddSlots(source);
        (Rule? When, int Value)[] severity = Array.ConvertAll(source.Severity, rule => (rule.When?.Compile(compiler.Resolve), rule.Value));
        DirectSlot[] direct = [.. compiler._slots.Select((slot, i) => (slot.Step as FieldStep, i))
            .Where(pair => pair.Item1 is { DirectInput: >= 0 }).Select(pair => new DirectSlot(pair.i, pair.Item1!.DirectInput, pair.Item1.Keeps))];
        int[] timeInputs = Array.ConvertAll(source.TimeFields, compiler.GetInput);
        return new()
        {
            Source = source,
            Number = number,
            Expansion = source.Expand.Length == 0 ? null : FieldExpansion.Create(source.Expand, form, compiler.FindExpanded(source)),
            Inputs = [.. compiler._inputs],
            MetaInputs = [.. Enumerable.Range(0, compiler._inputs.Count).Where(input => compiler._inputs[input].Kind != InputKind.Field)],
            Index = new(compiler._inputs.Select((input, i) => (input, i)).Where(pair => pair.input.Kind == InputKind.Field)
                .Select(pair => (pair.input.Name, pair.i))),
            Slots = [.. compiler._slots],
            DirectSlots = direct,
            ConstantSlots = [.. compiler._slots.Select((slot, i) => (slot.Step as ConstantStep, i))
                .Where(pair => pair.Item1 is not null).Select(pair => (pair.i, pair.Item1!.Value))],
            OtherSlots = [.. compiler._slots.Select((slot, i) => (i, slot.Step))
                .Where(pair => pair.Step is not ConstantStep && !Array.Exists(direct, slot => slot.Slot == pair.i))],
            SlotIndex = new(compiler._slotNumbers.Select(pair => (pair.Key, pair.Value))),
            Constants = compiler._constants.ToArray(),
            Severity = severity,
            TimeInputs = timeInputs,
            Time = source.Time,
            HeaderSlots =
                (compiler._slotNumbers["observer.product"], compiler._slotNumbers["event.code"], compiler._slotNumbers[TitleName]),
        };
    }

    // The names that the profile reads below the fields that it expands.
    private IEnumerable<string> FindExpanded(SourceProfile source) => _inputs.Select(input => input.Name)
        .Where(name => Array.Exists(source.Expand, expand => name.StartsWith($"{expand.Item1}.", StringComparison.Ordinal)));

    private void AddSlots(SourceProfile source)
    {
        foreach ((StandardName name, ValueDefinition value) in source.Fields)
        {
            AddSlot(name, value);
        }

        // Class and title are also parts of other values, so their fields are written under their own names unless another value uses them.
        AddSlot(StandardNames.Find("event.code")!, source.Class, keeps: true, source.Name);
        AddSlot(Title, source.Title ?? source.Class, keeps: true, source.Name);
        AddImplicit("observer.vendor", new() { Value = "Alibaba Cloud" });
        AddImplicit("observer.product", new() { Value = source.Product });
        AddImplicit("event.module", new() { Value = "aliyun" });
        AddImplicit("event.dataset", new() { Value = $"aliyun.{source.Name}" });
        AddImplicit("observer.ip", new() { From = ["__source__"] });
        AddImplicit("observer.hostname", new() { From = ["__tag__:__hostname__"] });
    }

    private void AddImplicit(string name, ValueDefinition value)
    {
        if (!_slotNumbers.ContainsKey(name))
        {
            AddSlot(StandardNames.Find(name)!, value);
        }
    }

    private void AddSlot(StandardName name, ValueDefinition value, bool keeps = false, string? fallback = null)
    {
        ValueStep step = CompileValue(name.Kind, value, keeps);
        if (value.When is not null)
        {
            step = new ConditionalStep(value.When.Compile(Resolve), step);
        }

        if (fallback is not null)
        {
            step = new FallbackStep(step, _constants.Add(fallback));
        }

        _slotNumbers.Add(name.Name, _slots.Count);
        _slots.Add(new(name, step));
    }

    private ValueStep CompileValue(ValueKind kind, ValueDefinition value, bool keeps)
    {
        if (value.Value is not null)
        {
            return new ConstantStep(_constants.Add(value.Value));
        }

        if (value.Rules is not null)
        {
            return new RulesStep(
                Array.ConvertAll(value.Rules, rule => (rule.When.Compile(Resolve), _constants.Add(rule.Value))),
                _constants.Add(value.Default ?? ""));
        }

        if (value.Concat is not null)
        {
            return new ConcatStep(Array.ConvertAll(value.Concat, CompilePart), GetSources(value.AllFields), kind, keeps || value.Keep == true);
        }

        return new FieldStep(Array.ConvertAll(value.From, GetInput), GetSources(value.From), kind)
        {
            Part = value.Split is { } split ? new(split.Separator, split.Index) : null,
            Map = value.Map is null ? null : new(value.Map, _constants),
            MapOnly = value.MapOnly,
            Case = value.Case,
            Default = _constants.Add(value.Default ?? ""),
            Keeps = keeps || (value.Keep ?? value.Split is not null),
            Time = value.Time,
        };
    }

    private ConcatPart CompilePart(ConcatDefinition part) => new()
    {
        Text = _constants.Add(part.Text),
        Inputs = Array.ConvertAll(part.From, GetInput),
        Map = part.Map is null ? null : new(part.Map, _constants),
        Default = _constants.Add(part.Default),
        Prefix = _constants.Add(part.Prefix),
        IsRequired = part.IsRequired,
    };

    private ProfileInput[] GetSources(IEnumerable<string> names) => [.. names.Select(name => _inputs[GetInput(name)])];

    private int GetInput(string name)
    {
        if (!_inputNumbers.TryGetValue(name, out int number))
        {
            number = _inputs.Count;
            _inputNumbers.Add(name, number);
            _inputs.Add(new(name));
        }

        return number;
    }

    private RuleField Resolve(string name)
    {
        bool isSlot = _slotNumbers.TryGetValue(name, out int slot);
        return new()
        {
            Variable = RecordVariable.ForField(name),
            Input = isSlot ? -1 : GetInput(name),
            Slot = isSlot ? slot : -1,
        };
    }
}
