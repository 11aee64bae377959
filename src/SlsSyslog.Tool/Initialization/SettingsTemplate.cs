using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Writes a settings file with comments, and validates it as a run does.</summary>
internal static class SettingsTemplate
{
    // A run checks that this file can be written, on the machine where it runs.
    private const string DeadLetterFile = $"{SlsSyslogOptions.SectionName}:{nameof(SlsSyslogOptions.DeadLetterFile)}";

    public static string Create(InitAnswers answers) => $$"""
        {
          // Written by 'sls-syslog init'. Environment variables and --SlsSyslog:KEY VALUE override this file.
          // Credentials do not belong here: set SLS_AK_ID and SLS_AK_KEY, or run with a RAM role.
          "SlsSyslog": {
            "Source": {
              // Inside Alibaba Cloud, the intranet endpoint of the region avoids traffic costs.
              "Endpoint": {{Quote(answers.Endpoint)}},
              "Project": {{Quote(answers.Project)}},
              // Several names are separated by commas.
              "Logstore": {{Quote(answers.Logstore)}},
              // Processes with the same group share the shards. A new name reads everything again.
              "ConsumerGroup": {{Quote(answers.ConsumerGroup)}},
              // Where a new group begins: Earliest, Latest or a time such as 2026-01-31T08:00:00Z.
              "StartFrom": {{Quote(answers.StartFrom)}}
            },
            "Message": {
              // Envelope, body and limits that the receiver expects. Other keys of Message override parts of it.
              "Preset": {{Quote(answers.Preset)}}{{Profiles(answers)}}
            },
            "Destination": {
              // With several servers, the next one is used when one fails.
              "Servers": [ {{Quote(answers.Destination)}} ]{{Framing(answers)}}
            }
          }
        }

        """.ReplaceLineEndings("\n");

    /// <summary>Returns the errors of the file that would be written, without those of this environment.</summary>
    public static IReadOnlyList<string> FindErrors(InitAnswers answers)
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        try
        {
            using MemoryStream file = new(Encoding.UTF8.GetBytes(Create(answers)));
            builder.Configuration.AddJsonStream(file).AddInMemoryCollection([new(DeadLetterFile, "")]);
            builder.Services.AddSlsSyslogForwarding();
            using IHost host = builder.Build();
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures.Where(failure => !failure.StartsWith(DeadLetterFile, StringComparison.Ordinal))];
        }
    }

    // The profiles of the preset apply unless others are chosen. A preset that writes no mapped fields has none.
    private static string Profiles(InitAnswers answers)
    {
        MessageOptions preset = Preset(answers);
        bool isDefault = preset.Profiles.SequenceEqual(answers.LogType == "none" ? [] : [answers.LogType])
            || (answers.LogType == "auto" && preset.Profiles.Count == 0);
        return isDefault
            ? ""
            : $$"""
            ,
                  // The log types whose fields are mapped: names of 'sls-syslog profiles list', files, or auto.
                  "Profiles": [ {{Quote(answers.LogType)}} ]
            """;
    }

    private static string Framing(InitAnswers answers) =>
        Preset(answers).PreferredFraming != SyslogFraming.OctetCounting && SyslogServer.TryParse(answers.Destination, out SyslogServer? server)
            && server.Scheme == SyslogScheme.Tls
            ? """
            ,
                  // This receiver reads lines. RFC 5425 requires octet counting over TLS: if the receiver accepts it, write
                  // "Framing": "OctetCounting" instead.
                  "AllowNonTransparentFramingOverTls": true
            """
            : "";

    private static MessageOptions Preset(InitAnswers answers)
    {
        MessageOptions message = new();
        if (SyslogPresets.Names.Contains(answers.Preset, StringComparer.OrdinalIgnoreCase))
        {
            message.UsePreset(answers.Preset);
        }

        return message;
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
