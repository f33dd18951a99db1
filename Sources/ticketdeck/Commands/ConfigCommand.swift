import ArgumentParser
import CommandOptions

/// Shows and checks the configuration.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show or check the configuration.",
        discussion: """
            ticketdeck config show > ~/.config/ticketdeck/config.toml
            """,
        subcommands: [Show.self, Check.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a file with all defaults and what they mean, to start from.",
            discussion: "ticketdeck config show --effective")

        @Flag(help: "What holds with the files as they are, instead.")
        var effective = false

        @Option(help: ArgumentHelp("Another file than the usual one.", valueName: "file"))
        var config: String?

        func run() throws {
            guard effective else { return FileHandleText.writeOutput(Configuration.template) }
            do {
                let folders = Folders(dataOption: nil)
                let file = ConfigurationFile(option: config, folders: folders)
                var configuration = try file.load()
                configuration.checkTheme(in: ThemeLibrary(folder: folders.themes))
                for problem in configuration.problems {
                    FileHandleText.writeError(problem.words(file.path) + "\n")
                }
                FileHandleText.writeOutput(configuration.text)
            } catch let failure as CommandFailure {
                throw failure.report(as: "ticketdeck")
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong in the configuration, line by line.",
            discussion: "ticketdeck config check ~/.config/ticketdeck/config.toml")

        @Argument(help: ArgumentHelp("The file; without it, the usual one.", valueName: "file"))
        var path: String?

        func run() throws {
            do {
                let folders = Folders(dataOption: nil)
                let file = ConfigurationFile(option: path ?? folders.configurationFile, folders: folders)
                var configuration = try file.load()
                configuration.checkTheme(in: ThemeLibrary(folder: folders.themes))
                for problem in configuration.problems {
                    FileHandleText.writeError(problem.words(file.path) + "\n")
                }
                guard configuration.problems.isEmpty else { throw ExitStatus.failed }
                FileHandleText.writeOutput("\(file.path): good\n")
            } catch let failure as CommandFailure {
                throw failure.report(as: "ticketdeck")
            }
        }
    }
}
