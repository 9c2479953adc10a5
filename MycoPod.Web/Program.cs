return await MycoPod.Web.Commands.CommandLine.RunAsync(args);
