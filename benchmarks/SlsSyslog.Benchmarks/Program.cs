using BenchmarkDotNet.Running;
using SlsSyslog.Benchmarks;

// `cpu` measures CPU time; everything else goes to BenchmarkDotNet, such as `--filter *`.
if (args is ["cpu"])
{
    Console.Write(CpuTimeReport.Run());
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(CpuTimeReport).Assembly).Run(args);
