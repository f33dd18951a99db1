// swift-tools-version: 6.2
import PackageDescription

// One folder in Sources is one target. Imports point to a lower layer only;
// `make layers` proves it target by target.

/// The settings of every Swift target.
let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
    ] + (Context.environment["WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)])

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources,
        swiftSettings: settings)
}

func program(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources,
        swiftSettings: settings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "ticketdeck",
    products: [
        .executable(name: "ticketdeck", targets: ["ticketdeck"]),
        .executable(name: "ticket-svc", targets: ["ticket-svc"]),
        .library(name: "TicketService", targets: ["TicketService"]),
        .library(name: "TicketClient", targets: ["TicketClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Layer 0: C libraries, each with exactly one importer.
        .systemLibrary(
            name: "CNCurses", providers: [.apt(["libncursesw5-dev"]), .brew(["ncurses"])]),
        .systemLibrary(
            name: "CNATS", providers: [.apt(["libnats-dev"]), .brew(["cnats"])]),
        // Layer 1: values.
        module("JSON"),
        module("Tickets"),
        module("Screen"),
        // Layer 2: the wire, and the two adapters of C libraries.
        module("TicketWire", ["JSON", "Tickets"]),
        module("NATS", ["CNATS", "JSON"]),
        module("Curses", ["CNCurses", "Screen"]),
        // Layer 3: features; they never import each other.
        module("TicketService", ["JSON", "Tickets", "TicketWire", "NATS"]),
        module("TicketClient", ["JSON", "Tickets", "TicketWire", "NATS"]),
        module("Dashboard", ["Tickets", "Screen"]),
        module(
            "Cluster", ["JSON", "NATS", subprocess],
            exclude: ["Deployment/compose.yaml", "Deployment/root-file-system"],
            resources: [
                .embedInCode("Deployment/nats-motadata.conf"), .embedInCode("Deployment/accounts.conf"),
                .embedInCode("Deployment/server-2.10.conf"),
                .embedInCode("Deployment/jetstream-2.10.conf"),
            ]),
        // Layer 4: edges.
        module("CommandOptions", ["JSON", "NATS", arguments]),
        // Layer 5: programs.
        program(
            "ticketdeck",
            [
                "Tickets", "Screen", "TicketWire", "NATS", "Curses", "JSON", "TicketService",
                "TicketClient", "Dashboard", "Cluster", "CommandOptions", arguments, subprocess,
                "TOMLKit",
            ], resources: [.embedInCode("Themes"), .embedInCode("Demo/Desks")]),
        program(
            "ticket-svc",
            ["TicketService", "NATS", "JSON", "Tickets", "TicketWire", "CommandOptions", arguments],
            exclude: ["Deployment"]),
        // Tests.
        .target(
            name: "Support", dependencies: ["JSON", "NATS", "Screen", "Tickets", subprocess],
            path: "Tests/Support", swiftSettings: settings),
        tests("JSONTests", ["JSON"]),
        tests("TicketsTests", ["Tickets"]),
        tests("ScreenTests", ["Screen", "TOMLKit"]),
        tests("WidgetTests", ["Screen"]),
        tests("TicketWireTests", ["TicketWire", "JSON", "Tickets"]),
        tests("NATSTests", ["NATS", "JSON", "Support"]),
        tests(
            "TicketServiceTests",
            ["TicketService", "TicketWire", "Tickets", "JSON", "NATS", "Support", "ticket-svc"]),
        // Kills servers and services while many write: `make soak` does it for longer.
        tests("FaultTests", ["TicketService", "TicketWire", "Tickets", "NATS", "Support", "ticket-svc"]),
        tests(
            "TicketClientTests",
            ["TicketClient", "TicketService", "TicketWire", "Tickets", "JSON", "NATS", "Support"]),
        tests("CommandOptionsTests", ["CommandOptions", "NATS", "Support", arguments]),
        tests("DashboardTests", ["Dashboard", "Screen", "Tickets"], exclude: ["Snapshots"]),
        // Runs a private server for the tests, which kill it.
        .executableTarget(
            name: "private-server-owner", dependencies: ["Cluster"], path: "Tests/PrivateServerOwner",
            swiftSettings: settings),
        tests("ClusterTests", ["Cluster", "JSON", "NATS", "Support", "private-server-owner"]),
        // Scripted runs of the built programs in a terminal.
        tests(
            "TerminalTests", ["NATS", "JSON", "Screen", "Support", subprocess, "ticketdeck", "ticket-svc"]),
        // The commands for scripts, as programs and in parts.
        tests(
            "CommandTests",
            [
                "ticketdeck", "ticket-svc", "Dashboard", "JSON", "NATS", "Screen", "Support", "TicketClient",
                "Tickets",
            ]),
        // The root file systems of the images under chroot, and the compose file.
        tests("ContainerTests", ["JSON", "NATS", "Support", "Yams"]),
        // Shows what the terminal tells, for the tests, which type into it.
        // Reads a stream with our ordered consumer, for `make bench`.
        .executableTarget(
            name: "stream-reader", dependencies: ["NATS"], path: "Tests/Benchmarks/StreamReader",
            swiftSettings: settings),
        // Measures codec, store and search.
        .executableTarget(
            name: "micro-benchmark", dependencies: ["TicketService", "TicketWire", "Tickets", "JSON"],
            path: "Tests/Benchmarks/Micro", swiftSettings: settings),
        // Measures the dashboard in a pseudo-terminal.
        .executableTarget(
            name: "deck-benchmark", path: "Tests/Benchmarks/Deck", swiftSettings: settings),
        tests("CursesTests", ["Curses", "Screen", "Support", "terminal-probe"]),
        .executableTarget(
            name: "terminal-probe", dependencies: ["Curses", "Screen"], path: "Tests/TerminalProbe",
            swiftSettings: settings),
    ]
)
