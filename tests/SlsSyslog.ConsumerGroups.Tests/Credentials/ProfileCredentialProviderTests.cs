namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ProfileCredentialProviderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slssyslog-profile-");
    private readonly TestTimeProvider _timeProvider = new();

    private string FilePath => Path.Combine(_folder.FullName, "credentials");

    [Theory]
    [InlineData(null, "default-id")]
    [InlineData("audit", "audit-id")]
    public async Task GetAsync_AccessKey_IsThatOfTheProfile(string? profile, string expected)
    {
        Write("""
            # The file of the SDKs
            [default]
            enable = true            # enabled
            type = access_key
            access_key_id = default-id   ; a comment
            access_key_secret = default#secret

            [audit]
            type=sts
            access_key_id=audit-id
            access_key_secret=audit-secret
            security_token=audit-token
            """);
        using ProfileCredentialProvider provider = new(_timeProvider, FilePath, profile);

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal(expected, credential.AccessKeyId);
        Assert.Equal(
            profile is null ? ("default#secret", null) : ("audit-secret", "audit-token"), (credential.AccessKeySecret, credential.SecurityToken));
    }

    [Fact]
    public async Task GetAsync_FileOfWindows_HasItsByteOrderMarkAndLineEndsRemoved()
    {
        Write("\ufeff[default]\r\n\r\ntype = access_key\r\naccess_key_id = id \r\naccess_key_secret\t=\tthe==secret\r\nunknown\r\n = x\r\n");
        using ProfileCredentialProvider provider = new(_timeProvider, FilePath);

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal(("id", "the==secret", null), (credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken));
    }

    [Fact]
    public async Task GetAsync_FileIsDamagedLater_TheKeyIsUsedUntilItIsRejected()
    {
        Write("[default]\ntype=access_key\naccess_key_id=id\naccess_key_secret=s\n");
        using ProfileCredentialProvider provider = new(_timeProvider, FilePath);
        SlsCredential first = await provider.GetAsync(CancellationToken.None);

        Write("[defau");
        _timeProvider.Advance(TimeSpan.FromMinutes(2));
        provider.OnRejected(first);

        Assert.Same(first, await provider.GetAsync(CancellationToken.None));
        Assert.Contains(
            "does not contain the profile 'default'", ((IRefreshingProvider)provider).RefreshError!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_RoleArn_IsAssumedWithTheAccessKey()
    {
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (
            200, """{"Credentials":{"AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2027-01-15T09:09:10Z"}}"""));
        Write("""
            [default]
            type = ram_role_arn
            access_key_id = id
            access_key_secret = secret
            role_arn = acs:ram::1:role/siem
            role_session_name = forwarder
            external_id = x7
            policy = {"Version": "1"}
            """);
        using ProfileCredentialProvider provider = new(_timeProvider, new CredentialFile(FilePath, ""), service.Address);

        Assert.Equal("c", (await provider.GetAsync(CancellationToken.None)).SecurityToken);
        LoopbackRequest request = Assert.Single(service.Requests);
        Assert.Equal(
            ("AssumeRole", "id", "acs:ram::1:role/siem", "forwarder", "x7", """{"Version": "1"}"""),
            (request["Action"], request["AccessKeyId"], request["RoleArn"], request["RoleSessionName"], request["ExternalId"], request["Policy"]));
    }

    [Fact]
    public async Task GetAsync_OidcRole_IsAssumedWithTheToken()
    {
        string token = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(token, "the.oidc.token");
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (
            200, """{"Credentials":{"AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2027-01-15T09:09:10Z"}}"""));
        Write($"""
            [default]
            type = oidc_role_arn
            role_arn = acs:ram::1:role/siem
            oidc_provider_arn = acs:ram::1:oidc-provider/ack
            oidc_token_file_path = {token}
            """);
        using ProfileCredentialProvider provider = new(_timeProvider, new CredentialFile(FilePath, ""), service.Address);

        Assert.Equal("c", (await provider.GetAsync(CancellationToken.None)).SecurityToken);
        LoopbackRequest request = Assert.Single(service.Requests);
        Assert.Equal(("AssumeRoleWithOIDC", "the.oidc.token"), (request["Action"], request["OIDCToken"]));
    }

    [Fact]
    public async Task GetAsync_FileChanges_NewKeyIsUsedWithinAMinute()
    {
        Write("[default]\ntype=access_key\naccess_key_id=old\naccess_key_secret=s\n");
        using ProfileCredentialProvider provider = new(_timeProvider, FilePath);
        await provider.GetAsync(CancellationToken.None);

        Write("[default]\ntype=access_key\naccess_key_id=new\naccess_key_secret=s\n");
        _timeProvider.Advance(TimeSpan.FromMinutes(1));

        string id = "";
        await Eventually.TrueAsync(() =>
        {
            _ = ReadAsync();
            return Volatile.Read(ref id) == "new";
        });

        async Task ReadAsync() => Volatile.Write(ref id, (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
    }

    [Theory]
    [InlineData("[default]\naccess_key_secret=the-secret\n", "has no type")]
    [InlineData("[default]\ntype=rsa_key_pair\naccess_key_secret=the-secret\n", "has the type 'rsa_key_pair', which is not supported")]
    [InlineData("[default]\ntype=access_key\naccess_key_secret=the-secret\n", "is not valid. access_key_id: The value is missing.")]
    [InlineData("[default]\ntype=access_key\naccess_key_id=id\naccess_key_secret=the-secret x\n", "access_key_secret: The value contains a blank.")]
    [InlineData(
        "[default]\ntype=ram_role_arn\naccess_key_id=id\naccess_key_secret=the-secret\nrole_arn=siem\n",
        "role_arn: 'siem' is not a valid role name.")]
    [InlineData("[other]\ntype=access_key\n", "does not contain the profile 'default'")]
    [InlineData("[default]\nenable = false\ntype=access_key\n", "does not contain the profile 'default'")]
    public async Task GetAsync_ProfileIsNotValid_ReportsTheKeyAndNoSecret(string text, string expected)
    {
        Write(text);
        using ProfileCredentialProvider provider = new(_timeProvider, FilePath);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_FileDoesNotExist_ReportsItsPath()
    {
        using ProfileCredentialProvider provider = new(_timeProvider, FilePath);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains($"'{FilePath}' cannot be read", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("credentials")]
    [InlineData("credentials.ini")]
    public void Read_FolderOfTheUser_ContainsTheDefaultFile(string name)
    {
        DirectoryInfo folder = _folder.CreateSubdirectory(".alibabacloud");
        File.WriteAllText(Path.Combine(folder.FullName, name), "[default]\ntype=ecs_ram_role\nrole_name=siem\n");
        CredentialFile file = new("", "", variable => variable == "HOME" ? _folder.FullName : null);

        CredentialOptions options = file.Read();

        Assert.Equal((CredentialType.EcsRole, "siem"), (options.Type, options.EcsRole));
    }

    [Fact]
    public void Read_Variables_SpecifyTheFileAndTheProfile()
    {
        Write("[audit]\ntype=credentials_uri\ncredentials_uri=http://127.0.0.1:1/key\n");
        Dictionary<string, string> variables = new()
        {
            ["ALIBABA_CLOUD_CREDENTIALS_FILE"] = FilePath,
            ["ALIBABA_CLOUD_PROFILE"] = "audit",
        };
        CredentialFile file = new("", "", variables.GetValueOrDefault);

        Assert.Equal((CredentialType.Uri, "http://127.0.0.1:1/key"), (file.Read().Type, file.Read().ServiceAddress));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string text) => File.WriteAllText(FilePath, text);
}
