using System.Buffers;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies a RAM role that is assumed at the token service (STS).</summary>
public sealed class AssumedRoleOptions : IValidatedOptions
{
    private const int MaxPolicyLength = 2048;
    private static readonly SearchValues<char> SessionCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@");

    /// <summary>Gets or sets the name of the role, such as <c>acs:ram::1234567890123456:role/siem</c>. Required.</summary>
    public string Arn { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the name of the session, which the audit log of Alibaba Cloud shows.</summary>
    /// <value>The default is <c>slssyslog</c>.</value>
    public string SessionName { get; set => field = PlainText.Trim(value); } = "slssyslog";

    /// <summary>Gets or sets the external ID that the trust policy of a role in another account can require.</summary>
    /// <value>The default is an empty string, which sends no external ID.</value>
    public string ExternalId { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets a policy in JSON that restricts the permissions of the session, with at most 2048 characters.</summary>
    /// <value>The default is an empty string, which leaves all permissions of the role.</value>
    public string Policy { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets how long the session is valid, in whole seconds. It is renewed before it ends. The maximum session duration of the role must
    /// allow it.
    /// </summary>
    /// <value>The default is 1 hour.</value>
    [OptionRange("00:15:00", "12:00:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        const string example = "Specify a name such as acs:ram::1234567890123456:role/siem.";
        if (Arn.Length == 0)
        {
            errors.Add(nameof(Arn), "The value is missing.", example);
        }
        else if (!Arn.StartsWith("acs:ram::", StringComparison.Ordinal) || !Arn.Contains(":role/", StringComparison.Ordinal))
        {
            errors.Add(nameof(Arn), $"'{PlainText.Clean(Arn)}' is not a valid role name.", example);
        }

        if (SessionName.Length is < 2 or > 64 || SessionName.AsSpan().ContainsAnyExcept(SessionCharacters))
        {
            errors.Add(
                nameof(SessionName),
                $"'{PlainText.Clean(SessionName)}' is not a valid session name.",
                "Specify 2 to 64 letters, digits and the characters - _ . @.");
        }

        if (ExternalId.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            errors.Add(nameof(ExternalId), "The value contains a space or a character that is not ASCII.", "Specify the external ID only.");
        }

        ValidatePolicy(errors);
    }

    internal AssumedRoleOptions Copy() => (AssumedRoleOptions)MemberwiseClone();

    private void ValidatePolicy(OptionErrors errors)
    {
        if (Policy.Length > MaxPolicyLength)
        {
            errors.Add(
                nameof(Policy), $"The policy is too long ({Policy.Length} characters).", $"Specify at most {MaxPolicyLength} characters.");
        }
        else if (Policy.Length > 0 && !IsJsonObject(Policy))
        {
            errors.Add(nameof(Policy), "The policy is not a JSON object.", "Specify a policy in the form of RAM, or remove it.");
        }
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
