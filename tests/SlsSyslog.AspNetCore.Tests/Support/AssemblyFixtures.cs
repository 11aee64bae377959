using SlsSyslog.AspNetCore.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]
