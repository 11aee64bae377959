namespace SlsSyslog.FunctionCompute;

/// <summary>How invocations are handled. What to send where is said by the route.</summary>
public sealed class FunctionComputeOptions
{
    /// <summary>The route that ranges are sent through. Default <see cref="SlsSyslogOptions.DefaultRouteName"/>.</summary>
    public string Route { get; set; } = SlsSyslogOptions.DefaultRouteName;

    /// <summary>
    /// The function's own time limit, as configured for it. Used when the header <c>x-fc-function-timeout</c> does not tell. Default null:
    /// without the header an invocation goes on until the service ends it, which counts as a failure, too.
    /// </summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>
    /// How long before the time limit an invocation stops and answers that it failed, at most a fifth of the limit. Default 2 s.
    /// </summary>
    public TimeSpan AnswerMargin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether records that could not be formatted and went to the dead letters count as delivered. Default false, since the default
    /// dead-letter file goes away with the instance; true makes sense with a handler of your own that keeps them elsewhere.
    /// </summary>
    public bool AcceptDeadLetters { get; set; }
}
