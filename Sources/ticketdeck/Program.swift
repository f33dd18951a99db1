import ArgumentParser
import Cluster
import Glibc

/// Where the process begins: as the dashboard and its commands, or as the guard of a private server.
@main
enum Program {
    static func main() async {
        let arguments = CommandLine.arguments
        if arguments.count > 1, arguments[1] == PrivateServer.guardArgument {
            exit(PrivateServer.runGuard(Array(arguments.dropFirst(2))))
        }
        await TicketDeck.main()
    }
}
