import ArgumentParser
import Cluster
import Glibc

/// Where the process begins: as the dashboard and its commands, or as what it starts itself for.
@main
enum Program {
    static func main() async {
        let arguments = CommandLine.arguments
        if arguments.count > 1, arguments[1] == PrivateServer.guardArgument {
            exit(PrivateServer.runGuard(Array(arguments.dropFirst(2))))
        }
        if arguments.count > 1, arguments[1] == PassingFolder.guardArgument {
            exit(await PassingFolder.runGuard(Array(arguments.dropFirst(2))))
        }
        if arguments.count > 2, arguments[1] == DemoService.argument {
            await DemoService.run(servers: arguments[2])
        }
        await TicketDeck.main()
    }
}
