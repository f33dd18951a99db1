import CommandOptions
import FoundationEssentials
import Screen
import TOMLKit

/// All themes there are: the program's own and the person's, by name. A person's theme replaces the
/// program's of the same name.
struct ThemeLibrary: Sendable {
    /// Where a theme comes from.
    enum Origin: Sendable, Hashable {
        case builtIn
        case file(String)
    }

    /// A theme's text, not yet read.
    struct Entry: Sendable, Hashable {
        let name: String
        let origin: Origin
        fileprivate let text: String
    }

    /// Sorted by name, the default first.
    let entries: [Entry]

    static let defaultName = "dark"

    init(folder: String) {
        var entries: [String: Entry] = [:]
        for (name, bytes) in [
            ("dark", PackageResources.dark_toml), ("light", PackageResources.light_toml),
            ("high-contrast", PackageResources.high_contrast_toml),
        ] {
            entries[name] = Entry(name: name, origin: .builtIn, text: String(decoding: bytes, as: UTF8.self))
        }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for file in files.sorted() where file.hasSuffix(".toml") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else { continue }
            let name = String(file.dropLast(5))
            entries[name] = Entry(
                name: name, origin: .file("\(folder)/\(file)"), text: String(decoding: data, as: UTF8.self))
        }
        self.entries = entries.values.sorted {
            ($0.name == ThemeLibrary.defaultName ? 0 : 1, $0.name) < ($1.name == ThemeLibrary.defaultName ? 0 : 1, $1.name)
        }
    }

    /// The text of a theme.
    func text(of name: String) -> String? { entries.first { $0.name == name }?.text }

    /// Reads a theme by name.
    ///
    /// - Throws: `CommandFailure` when there is no such theme or its file is wrong, with the reason.
    func theme(named name: String) throws -> Theme {
        guard let entry = entries.first(where: { $0.name == name }) else {
            let names = entries.map(\.name).joined(separator: ", ")
            throw CommandFailure("there is no theme \"\(name)\"; there are \(names)", status: ExitStatus.usage)
        }
        return try ThemeLibrary.read(entry.text, name: name).theme
    }

    /// The theme behind a name in the order of `entries`.
    func name(after name: String) -> String {
        let index = entries.firstIndex { $0.name == name } ?? -1
        return entries[(index + 1) % entries.count].name
    }
}

extension ThemeLibrary {
    static func read(_ text: String, name: String) throws -> (theme: Theme, remarks: [String]) {
        (Theme(name: name, styles: [:]), [])
    }
}
