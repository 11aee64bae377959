using SlsSyslog.Hosting;

// The second argument of RunAsync adds filters, transports and formats of a program.
return await ForwarderProgram.RunAsync(args);
