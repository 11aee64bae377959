using BenchmarkDotNet.Running;
using SlsSyslog.Benchmarks;

// `cpu` measures the CPU time of formatting, `cpu expansion` that of expanding JSON, `cpu expansion CefOfMapped` only one of
// them; everything else goes to BenchmarkDotNet, such as `--filter *`.
if (args is ["cpu"])
{
    Console.Write(CpuTimeReport.RunFormats());
    return;
}

if (args is ["cpu", "expansion", .. string[] names])
{
    Console.Write(CpuTimeReport.RunExpansion(names));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(CpuTimeReport).Assembly).Run(args);
