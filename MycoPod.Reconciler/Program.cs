return await MycoPod.Reconciler.Commands.CommandLine.RunAsync(args);
