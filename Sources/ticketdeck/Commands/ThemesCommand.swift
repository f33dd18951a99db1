import ArgumentParser
import CommandOptions
import FoundationEssentials
import Screen

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
        static let configuration = CommandConfiguration(
            abstract: "Check a theme's file: its form, and that its text can be read on its ground.")

        @Argument(help: ArgumentHelp("The file.", valueName: "file"))
        var path: String

        func run() throws {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure("\(path) cannot be read").report(as: "ticketdeck")
            }
            do {
                let reading = try ThemeLibrary.read(String(decoding: data, as: UTF8.self), name: path)
                let remarks = reading.remarks + Check.hardToRead(reading.theme)
                for remark in remarks { FileHandleText.writeError("\(path): \(remark)\n") }
                guard remarks.isEmpty else { throw ExitStatus.failed }
                FileHandleText.writeOutput("\(path): good\n")
            } catch let failure as CommandFailure {
                throw failure.report(as: "ticketdeck")
            }
        }

        /// Roles whose contrast is below that of WCAG 2: 4.5 for text, 3 for lines.
        private static func hardToRead(_ theme: Theme) -> [String] {
            var roles: [Double: [Role]] = [:]
            for role in theme.roles(withContrastBelow: 4.5) {
                let style = theme.style(role)
                guard let contrast = style.foreground.contrast(with: style.background) else { continue }
                if role != .border || contrast < 3 { roles[contrast, default: []].append(role) }
            }
            return roles.sorted { $0.key < $1.key }.map { contrast, roles in
                let tenths = Int(contrast * 10)
                let names = roles.map(\.rawValue).joined(separator: ", ")
                return "hard to read, contrast \(tenths / 10).\(tenths % 10) instead of 4.5: \(names)"
            }
        }
    }
}
