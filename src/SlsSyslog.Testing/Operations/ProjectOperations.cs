namespace SlsSyslog.Testing;

/// <summary>Implements CreateProject, GetProject, ListProject and DeleteProject.</summary>
internal sealed class ProjectOperations(AccountStore account)
{
    public SlsAnswer Create(SlsRequest request, Route route)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, "ParameterInvalid");
        string name = body.RequireText("projectName");
        ResourceNames.CheckProject(name);
        account.CreateProject(name, body.FindText("description") ?? "");
        return SlsAnswer.Empty();
    }

    public SlsAnswer Get(SlsRequest request, Route route)
    {
        Project project = account.FindProject(route.Project);
        return SlsAnswer.Json(writer => Write(writer, project));
    }

    public SlsAnswer List(SlsRequest request, Route route)
    {
        IReadOnlyList<Project> projects = account.Projects;
        return SlsAnswer.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", projects.Count);
            writer.WriteNumber("total", projects.Count);
            writer.WriteStartArray("projects");
            foreach (Project project in projects)
            {
                Write(writer, project);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public SlsAnswer Delete(SlsRequest request, Route route)
    {
        account.DeleteProject(route.Project);
        return SlsAnswer.Empty();
    }

    private static void Write(Utf8JsonWriter writer, Project project)
    {
        writer.WriteStartObject();
        writer.WriteString("projectName", project.Name);
        writer.WriteString("description", project.Description);
        writer.WriteString("status", "Normal");
        writer.WriteString("owner", "");
        writer.WriteString("region", "");
        writer.WriteString("createTime", project.CreatedAt.UtcDateTime);
        writer.WriteEndObject();
    }
}
