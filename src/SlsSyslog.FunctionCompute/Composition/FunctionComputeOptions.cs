using SlsSyslog.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>Specifies how invocations are handled. The route specifies the messages and the destination.</summary>
public sealed class FunctionComputeOptions : IValidatedOptions
{
    /// <summary>Gets or sets the name of the route that forwards the records.</summary>
    /// <value>The default is <see cref="SlsSyslogOptions.DefaultRouteName"/>.</value>
    public string Route { get; set; } = SlsSyslogOptions.DefaultRouteName;

    /// <summary>Gets or sets the time limit of the function. It is used when a request has no header <c>x-fc-function-timeout</c>.</summary>
    /// <value>The default is <see langword="null"/>: without the header, the service ends the invocation, which also counts as a failure.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Gets or sets how long before the time limit, at most a fifth of it, an invocation stops and reports a failure.</summary>
    /// <value>The default is 2 seconds.</value>
    [OptionRange("00:00:00", "1.00:00:00")]
    public TimeSpan AnswerMargin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets a value that indicates whether records that could not be sent and were stored as dead letters count as delivered.
    /// </summary>
    /// <value>The default is <see langword="false"/>, because the default dead-letter file is deleted with the instance.</value>
    /// <remarks>Specify <see langword="true"/> together with a handler that stores dead letters elsewhere.</remarks>
    public bool AcceptDeadLetters { get; set; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (string.IsNullOrEmpty(Route))
        {
            errors.Add(nameof(Route), "The value is missing.", "Specify the name of a route.");
        }
    }
}
