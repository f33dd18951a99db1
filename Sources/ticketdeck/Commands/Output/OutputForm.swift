import ArgumentParser

/// In which form a command prints its data.
enum OutputForm: String, ExpressibleByArgument, CaseIterable { case table, json }

/// The option `--output` of a command that prints a table.
struct OutputArguments: ParsableArguments {
    @Option(name: .shortAndLong, help: "table or json.")
    var output: OutputForm = .table
}
