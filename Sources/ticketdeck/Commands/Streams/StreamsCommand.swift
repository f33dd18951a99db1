import ArgumentParser

/// The commands about JetStream's streams.
struct StreamsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "streams", abstract: "Set up the streams that the service uses.",
        subcommands: [SetUpStreams.self])
}
