using SlsSyslog.Serialization;

namespace SlsSyslog.AspNetCore;

/// <summary>Specifies who may read the status page, the status and the reasons of the health.</summary>
public sealed class StatusPageOptions : IValidatedOptions
{
    /// <summary>
    /// Gets or sets a value that indicates whether requests that arrive on an address other than a loopback address may read the page, the
    /// status and the health. <c>/health/live</c> and <c>/health/ready</c> always respond on every address.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    /// <remarks>Everyone who can reach the address can then read it, unless the application requires authorization for the endpoints.</remarks>
    public bool AllowRemoteConnections { get; set; }

    /// <summary>
    /// Gets the host names that requests may have in the header <c>Host</c>, in addition to <c>localhost</c>, loopback addresses and, with
    /// <see cref="AllowRemoteConnections"/>, all addresses. Add the names under which the page is opened, such as
    /// <c>forwarder.corp</c> or <c>*.corp</c>. Other names are refused, so that a web site cannot read the page through a browser by letting its
    /// name point to this address.
    /// </summary>
    /// <value>The default is empty.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        for (int i = 0; i < AllowedHosts.Count; i++)
        {
            string name = AllowedHosts[i] ?? "";
            string bare = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
            if (Uri.CheckHostName(bare) == UriHostNameType.Unknown)
            {
                errors.Add(
                    $"{nameof(AllowedHosts)}:{i}",
                    $"'{PlainText.Clean(name)}' is not a valid host name.",
                    "Specify a name without a port, such as forwarder.corp, or *.corp for all names below it.");
            }
        }
    }
}
