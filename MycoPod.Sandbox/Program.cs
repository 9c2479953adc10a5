using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.AspNetCore.Connections;
using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox;

internal static class Program
{
    private const int Failed = 1;

    public static Task<int> Main(string[] args)
    {
        var state = new Option<DirectoryInfo>("--state") { Description = "Where the sandbox keeps its cluster", Required = true };
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one" };
        var speed = new Option<double>("--speed") { Description = "How many times faster than real time tasks run", DefaultValueFactory = _ => 1 };
        var inventory = new Option<FileInfo?>("--inventory") { Description = "Recorded answers of a cluster to build a fresh state directory from" };
        var ssh = new Option<bool>("--ssh") { Description = "Nodes and machines can be logged in to over SSH as well; credentials.json says how" };
        port.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is >= 0 and <= ushort.MaxValue, "--port is a number from 0 to 65535"));
        speed.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() > 0, "--speed is greater than 0"));
        var serve = new Command("serve", "Answers as a Proxmox VE 8.4 cluster would") { state, port, speed, inventory, ssh };
        serve.SetAction((arguments, token) => ServeAsync(
            new SandboxOptions(arguments.GetRequiredValue(state).FullName)
            {
                Port = arguments.GetValue(port),
                Speed = arguments.GetValue(speed),
                Ssh = arguments.GetValue(ssh),
            },
            arguments.GetValue(inventory),
            token));
        return new RootCommand("A Proxmox VE 8.4 API look-alike for MycoPod") { serve }.Parse(args).InvokeAsync();
    }

    private static void Require(OptionResult result, bool isRight, string rule)
    {
        if (!isRight)
            result.AddError(rule);
    }

    private static async Task<int> ServeAsync(SandboxOptions options, FileInfo? inventory, CancellationToken token)
    {
        // The command line knows what to wait for at a signal only once this has returned its task: before "ready" is said.
        await Task.Yield();
        try
        {
            await using var server = await SandboxServer.StartAsync(inventory is null ? options : options.FromInventory(inventory.FullName), token);
            await Console.Out.WriteLineAsync($"Sandbox ready: {server.BaseAddress.GetLeftPart(UriPartial.Authority)}");
            await UntilStoppedAsync(token);
            return 0;
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Sandbox cannot start: port {options.Port} on 127.0.0.1 is busy");
            return Failed;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"Sandbox cannot start: {problem.Message}");
            return Failed;
        }
    }

    private static async Task UntilStoppedAsync(CancellationToken token)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(stopped.SetResult);
        await stopped.Task;
    }
}
