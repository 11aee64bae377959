namespace SlsSyslog.Tests;

/// <summary>Specifies what a configuration key contains.</summary>
internal enum KeyKind
{
    Value,
    Texts,
    Pairs,
    Section,
    Sections,
    Rule,
}
