import CommandOptions
import Dashboard
import FoundationEssentials

/// The configuration and the saved views on disk.
struct ConfigurationFile: Sendable {
    /// The largest file that is read, in bytes.
    private static let limit = 1 << 20

    let path: String
    /// Where the program keeps the views that were saved in it.
    let viewsPath: String
    private let folder: String
    private let isNamed: Bool

    /// - Parameter option: the file that the command line names; `nil`: the usual one, which may be missing.
    init(option: String?, folders: Folders) {
        path = option ?? folders.configurationFile
        folder = folders.configuration
        viewsPath = folder + "/views.toml"
        isNamed = option != nil
    }

    /// Reads both files; the views of the program's own file come behind those of the configuration and
    /// replace what has the same name.
    ///
    /// - Throws: `CommandFailure` when the file that the command line names cannot be read.
    func load() throws -> Configuration {
        var configuration = try text().map(Configuration.init(reading:)) ?? Configuration()
        guard let saved = ConfigurationFile.read(viewsPath) else { return configuration }
        var views = Configuration(reading: saved)
        for index in views.views.indices { views.views[index].isFixed = false }
        configuration.views = ConfigurationFile.merged(configuration.views, views.views)
        if let problem = views.problems.first {
            configuration.problems.append(
                ConfigurationProblem(line: nil, reason: problem.words(viewsPath)))
        }
        return configuration
    }

    /// The text of the file; `nil`: there is none, and none was named.
    func text() throws -> String? {
        if let text = ConfigurationFile.read(path) { return text }
        guard isNamed || FileManager.default.fileExists(atPath: path) else { return nil }
        throw CommandFailure(
            "the configuration \(path) cannot be read, or is no UTF-8 text of at most 1 MB",
            status: ExitStatus.usage)
    }

    /// Keeps the views for the next start.
    ///
    /// - Throws: when the file cannot be written; an earlier one is then as it was.
    func save(_ views: [SavedView]) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let head = "# Written by TicketDeck: the views that were saved with `:save view NAME`.\n\n"
        let text = head + views.map(\.table).joined(separator: "\n")
        try Data(text.utf8).write(to: URL(filePath: viewsPath), options: .atomic)
    }

    private static func merged(_ first: [SavedView], _ second: [SavedView]) -> [SavedView] {
        let names = Set(second.map(\.name))
        return (first.filter { !names.contains($0.name) } + second).sorted { $0.name < $1.name }
    }

    private static func read(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), data.count <= limit else { return nil }
        return String(validating: data, as: UTF8.self)
    }
}
