import ArgumentParser
import CommandOptions
import FoundationEssentials

/// Lists, shows and checks themes.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List, show or check themes.",
        subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

    static func library() -> ThemeLibrary { ThemeLibrary(folder: Folders(dataOption: nil).themes) }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the themes by name.")

        func run() {
            for entry in ThemesCommand.library().entries {
                let place: String =
                    switch entry.origin {
                    case .builtIn: ""
                    case .file(let path): "  \(path)"
                    }
                FileHandleText.writeOutput("\(entry.name)\(place)\n")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a theme's file; a copy of it is the start of one's own.")

        @Argument(help: "The theme's name.")
        var name: String

        func run() throws {
            guard let text = ThemesCommand.library().text(of: name) else {
                throw CommandFailure("there is no theme \"\(name)\"; see `ticketdeck themes`").report(
                    as: "ticketdeck")
            }
            FileHandleText.writeOutput(text)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Check a theme's file.")

        @Argument(help: ArgumentHelp("The file.", valueName: "file"))
        var path: String

        func run() throws {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure("\(path) cannot be read").report(as: "ticketdeck")
            }
            do {
                let reading = try ThemeLibrary.read(String(decoding: data, as: UTF8.self), name: path)
                for remark in reading.remarks { FileHandleText.writeError("\(path): \(remark)\n") }
                guard reading.remarks.isEmpty else { throw ExitStatus.failed }
                FileHandleText.writeOutput("\(path): good\n")
            } catch let failure as CommandFailure {
                throw failure.report(as: "ticketdeck")
            }
        }
    }
}
