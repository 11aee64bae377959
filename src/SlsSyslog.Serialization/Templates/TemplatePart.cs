namespace SlsSyslog.Serialization;

// A text, or a variable with the text that stands for it where it is absent or empty.
internal readonly record struct TemplatePart(RecordVariable? Variable, byte[] Text);
