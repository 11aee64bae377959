namespace SlsSyslog;

/// <summary>Reports every error of the options together, sorted by path, with the environment variable that supplied the value.</summary>
internal sealed class SlsSyslogOptionsValidator(
    IServiceProvider services, TransportCatalog transports, IConfiguration? configuration = null) : IValidateOptions<SlsSyslogOptions>
{
    private const string MissingValue = "The value is missing.";

    public ValidateOptionsResult Validate(string? name, SlsSyslogOptions options)
    {
        OptionErrors errors = options.Errors;
        string[] unread = [.. errors.All.Select(error => error.Path)];
        foreach ((_, RouteOptions route) in options.AllRoutes())
        {
            route.RunsOnDemand = options.RunsOnDemand;
            route.Complete(services);
            errors.Validate(route.Path, route);
            if (route.TransportFactory is null)
            {
                CheckTransport($"{route.Path}:{nameof(route.Destination)}", route.Destination, errors);
            }

            foreach ((string key, RouteDestinationOptions branch) in route.Destinations)
            {
                CheckTransport($"{route.Path}:{nameof(route.Destinations)}:{key}", branch.Destination, errors);
            }
        }

        CheckNames(options, errors);
        CheckConsumerGroups(options, errors);
        CheckCredentialVariables(options, errors);
        CheckDeadLetterFile(options, errors);
        errors.Validate($"{SlsSyslogOptions.SectionName}:{nameof(options.Health)}", options.Health);
        errors.Validate($"{SlsSyslogOptions.SectionName}:{nameof(options.DeadLetters)}", options.DeadLetters);
        errors.Validate($"{SlsSyslogOptions.SectionName}:{nameof(options.Tap)}", options.Tap);
        foreach (OptionError error in new ValueOrigin(configuration).FindVariableErrors())
        {
            errors.Add(error.Path, error.Problem, error.Fix);
        }

        // What is below a section that could not be read is not also reported as missing.
        ValueOrigin origin = new(configuration);
        string[] failures =
        [
            .. errors.All
                .Where(error => !Array.Exists(unread, path => error.Path.StartsWith(path + ":", StringComparison.Ordinal)))
                .Select(error => Describe(error, origin)),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Describe(OptionError error, ValueOrigin origin)
    {
        IReadOnlyList<string> variables = origin.FindVariables(error.Path, error.Problem == MissingValue);
        return variables.Count > 0
            ? (error with { Path = $"{error.Path} ({NameList.Of("environment variable", variables)})" }).ToString()
            : error.ToString();
    }

    // The status, metrics and logs have one name for each destination.
    private static void CheckNames(SlsSyslogOptions options, OptionErrors errors)
    {
        HashSet<string> routes = [.. options.AllRoutes().Select(route => route.Key)];
        foreach ((string name, RouteOptions route) in options.AllRoutes())
        {
            foreach (string key in route.Destinations.Keys.Where(key => routes.Contains($"{name}/{key}")))
            {
                errors.Add(
                    $"{route.Path}:{nameof(route.Destinations)}:{key}",
                    $"The status would have the name '{name}/{key}' twice: for this destination and for the route of that name.",
                    "Specify a different name for one of them.");
            }
        }
    }

    // SLS divides the shards of a logstore among the consumers of a group: of two routes, each would get only a part, or one of them nothing.
    private static void CheckConsumerGroups(SlsSyslogOptions options, OptionErrors errors)
    {
        Dictionary<(string Project, string Logstore, string Group), string> owners = [];
        foreach ((string name, RouteOptions route) in options.AllRoutes())
        {
            ConsumerGroupOptions source = route.Source;
            bool isComplete = source.Project.Length > 0 && source.ConsumerGroup.Length > 0;
            if (route.RunsOnDemand || route.SourceFactory is not null || !isComplete)
            {
                continue;
            }

            // A route may read several logstores, each with a group of this name. One error for each route is enough.
            string[] logstores = source.Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (string logstore in logstores.Distinct(StringComparer.Ordinal))
            {
                (string Project, string Logstore, string Group) key = (source.Project, logstore, source.ConsumerGroup);
                if (owners.TryAdd(key, name))
                {
                    continue;
                }

                errors.Add(
                    $"{route.Path}:{nameof(route.Source)}:{nameof(source.ConsumerGroup)}",
                    $"The routes '{owners[key]}' and '{name}' read project {key.Project}, logstore {key.Logstore} with the same consumer group "
                        + $"'{key.Group}', so each record would reach only one of them.",
                    "Specify a different consumer group for each route.");
                break;
            }
        }
    }

    // The default provider is created only when a variable is invalid: it may be custom code.
    private void CheckCredentialVariables(SlsSyslogOptions options, OptionErrors errors)
    {
        OptionErrors variables = new();
        EnvironmentCredentialProvider.ValidateVariables(variables);
        bool areUsed = variables.All.Count > 0
            && options.AllRoutes().Any(route =>
                route.Value is { RunsOnDemand: false, SourceFactory: null, Source.Credentials.Type: CredentialType.Default })
            && services.GetService(typeof(ISlsCredentialProvider)) is DefaultCredentialProvider or EnvironmentCredentialProvider;
        foreach (OptionError error in areUsed ? variables.All : [])
        {
            errors.CheckLocal(error.Path, () => error);
        }
    }

    private static void CheckDeadLetterFile(SlsSyslogOptions options, OptionErrors errors)
    {
        string path = $"{SlsSyslogOptions.SectionName}:{nameof(options.DeadLetterFile)}";
        if (options.HasDeadLetterHandler)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(options.DeadLetterFile))
        {
            errors.Add(path, MissingValue, "Specify a file in a folder that is kept, such as /var/lib/slssyslog/dead-letters.jsonl.");
        }
        else
        {
            errors.CheckLocal(path, () => FindFileError(options.DeadLetterFile));
        }
    }

    private static OptionError? FindFileError(string file) => DeadLetterFileCheck.FindProblem(file) is { } problem
        ? new OptionError("", $"The file '{file}' cannot be written. {problem}", "Specify a file that this user may create and write.")
        : null;

    private void CheckTransport(string path, DestinationOptions destination, OptionErrors errors)
    {
        if (destination.Transport is { Servers.Count: > 0 } transport && transports.Find(transport) is null)
        {
            errors.Add(
                $"{path}:{nameof(transport.Servers)}:0",
                $"No transport is registered for '{transport.Servers[0]}' with options of type {transport.GetType().Name}.",
                "Register it with AddTransport.");
        }
    }
}
