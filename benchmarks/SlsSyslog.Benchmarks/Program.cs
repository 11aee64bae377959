using BenchmarkDotNet.Running;
using SlsSyslog.Benchmarks;

// `cpu` measures the CPU time of formatting, `cpu expansion` that of expanding JSON; everything else goes to BenchmarkDotNet, such as `--filter *`.
if (args is ["cpu"])
{
    Console.Write(CpuTimeReport.RunFormats());
    return;
}

if (args is ["cpu", "expansion"])
{
    Console.Write(CpuTimeReport.RunExpansion());
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(CpuTimeReport).Assembly).Run(args);
