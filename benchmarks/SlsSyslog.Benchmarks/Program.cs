using BenchmarkDotNet.Running;
using SlsSyslog.Benchmarks;

// `cpu` measures the CPU time of formatting, `cpu expansion` that of expanding JSON, `cpu lz4` that of decompression, `cpu decode` that of
// decoding response bodies, `cpu KeyValue Cef` only those of them;
// everything else goes to BenchmarkDotNet, such as `--filter *`.
if (args is ["cpu", "expansion", .. string[] expansions])
{
    Console.Write(CpuTimeReport.RunExpansion(expansions));
    return;
}

if (args is ["cpu", "lz4"])
{
    Console.Write(CpuTimeReport.RunLz4());
    return;
}

if (args is ["cpu", "decode"])
{
    Console.Write(DecodeReport.Run());
    return;
}

if (args is ["cpu", .. string[] formats])
{
    Console.Write(CpuTimeReport.RunFormats(formats));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(CpuTimeReport).Assembly).Run(args);
