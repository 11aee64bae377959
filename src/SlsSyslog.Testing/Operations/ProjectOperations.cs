using System.Text.Json.Nodes;

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

    public SlsAnswer Get(SlsRequest request, Route route) => SlsAnswer.Json(Describe(account.FindProject(route.Project)));

    public SlsAnswer List(SlsRequest request, Route route)
    {
        IReadOnlyList<Project> projects = account.Projects;
        return SlsAnswer.Json(new JsonObject
        {
            ["count"] = projects.Count,
            ["total"] = projects.Count,
            ["projects"] = new JsonArray([.. projects.Select(Describe)]),
        });
    }

    public SlsAnswer Delete(SlsRequest request, Route route)
    {
        account.DeleteProject(route.Project);
        return SlsAnswer.Empty();
    }

    private static JsonObject Describe(Project project) => new()
    {
        ["projectName"] = project.Name,
        ["description"] = project.Description,
        ["status"] = "Normal",
        ["owner"] = "",
        ["region"] = "",
        ["createTime"] = project.CreatedAt.UtcDateTime,
    };
}
