namespace SlsSyslog.Testing;

/// <summary>Specifies an operation of SLS.</summary>
public enum SlsOperation
{
    /// <summary>Not an operation of SLS.</summary>
    Unknown,

    /// <summary><c>POST /</c></summary>
    CreateProject,

    /// <summary><c>GET /</c> with a project.</summary>
    GetProject,

    /// <summary><c>GET /</c> without a project.</summary>
    ListProject,

    /// <summary><c>DELETE /</c></summary>
    DeleteProject,

    /// <summary><c>POST /logstores</c></summary>
    CreateLogstore,

    /// <summary><c>GET /logstores/{logstore}</c></summary>
    GetLogstore,

    /// <summary><c>PUT /logstores/{logstore}</c></summary>
    UpdateLogstore,

    /// <summary><c>GET /logstores</c></summary>
    ListLogstores,

    /// <summary><c>DELETE /logstores/{logstore}</c></summary>
    DeleteLogstore,

    /// <summary><c>GET /logstores/{logstore}/shards</c></summary>
    ListShards,

    /// <summary><c>POST /logstores/{logstore}/shards/{id}?action=split</c></summary>
    SplitShard,

    /// <summary><c>POST /logstores/{logstore}/shards/{id}?action=merge</c></summary>
    MergeShards,

    /// <summary><c>GET /logstores/{logstore}/shards/{id}?type=cursor</c></summary>
    GetCursor,

    /// <summary><c>GET /logstores/{logstore}/shards/{id}?type=cursor_time</c></summary>
    GetCursorTime,

    /// <summary><c>GET /logstores/{logstore}/shards/{id}?type=log</c> or <c>logs</c>; HEAD too.</summary>
    PullLogs,

    /// <summary><c>POST /logstores/{logstore}</c> or <c>/shards/lb</c> or <c>/shards/route</c></summary>
    PutLogs,

    /// <summary><c>POST /logstores/{logstore}/consumergroups</c></summary>
    CreateConsumerGroup,

    /// <summary><c>PUT /logstores/{logstore}/consumergroups/{group}</c></summary>
    UpdateConsumerGroup,

    /// <summary><c>DELETE /logstores/{logstore}/consumergroups/{group}</c></summary>
    DeleteConsumerGroup,

    /// <summary><c>GET /logstores/{logstore}/consumergroups</c></summary>
    ListConsumerGroup,

    /// <summary><c>POST /logstores/{logstore}/consumergroups/{group}?type=heartbeat</c></summary>
    HeartBeat,

    /// <summary><c>GET /logstores/{logstore}/consumergroups/{group}</c></summary>
    GetCheckPoint,

    /// <summary><c>POST /logstores/{logstore}/consumergroups/{group}?type=checkpoint</c></summary>
    UpdateCheckPoint,

    /// <summary><c>GET /logstores/{logstore}?type=log</c> or <c>POST /logstores/{logstore}/logs</c> (GetLogsV2)</summary>
    GetLogs,

    /// <summary><c>GET /logstores/{logstore}/index?type=histogram</c> or <c>GET /logstores/{logstore}?type=histogram</c></summary>
    GetHistograms,
}
