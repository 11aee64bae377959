namespace SlsSyslog.Testing;

/// <summary>What a stored record changes. The numbers are the file's format: they never change their meaning.</summary>
internal enum StateChange : byte
{
    CreateProject = 1,
    DeleteProject = 2,
    CreateLogstore = 3,
    DeleteLogstore = 4,
    SetRetention = 5,
    Append = 6,
    Trim = 7,
    Split = 8,
    Merge = 9,
    DeleteShard = 10,
    CreateGroup = 11,
    UpdateGroup = 12,
    DeleteGroup = 13,
    Checkpoint = 14,
}
