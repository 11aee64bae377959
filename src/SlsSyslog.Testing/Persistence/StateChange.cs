namespace SlsSyslog.Testing;

/// <summary>Specifies the change of a stored record. The numbers are part of the file format and never change.</summary>
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
    SetSettings = 15,
}
