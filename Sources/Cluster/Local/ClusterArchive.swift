import Glibc
import Subprocess
import SystemPackage

/// A file that holds all of a stopped local cluster: a tar archive of its folder, without logs.
struct ClusterArchive: Sendable {
    /// What describes this run of the machine only.
    private static let excluded = [NodeProcess.fileName, "\(ServerFolder.logName)*"]

    let path: String

    /// Writes a copy of the folder, under another name until it is whole.
    ///
    /// - Throws: `archive`.
    func write(_ folder: ServerFolder) async throws(ClusterError) {
        let draft = "\(path).\(getpid()).new"
        defer { folder.remove(ArchiveInventory.fileName) }
        do throws(ClusterError) {
            try ArchiveInventory(of: folder.path).write(to: folder)
            // Credentials are in it: it is made for its owner only before anything is written.
            let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw ClusterError.system(.archive, "\(path) cannot be written", errno)
            }
            close(descriptor)
            try await tar(
                ["--create", "--force-local", "--file", draft, "--directory", folder.path]
                    + Self.excluded.map { "--exclude=\($0)" } + ["."],
                failing: "\(path) cannot be written")
            try Self.sync(draft)
            guard unsafe rename(draft, path) == 0 else {
                throw ClusterError.system(.archive, "\(path) cannot be written", errno)
            }
        } catch {
            unsafe unlink(draft)
            throw error
        }
    }

    /// Takes the archive apart into a new folder, and looks whether it is a cluster's.
    ///
    /// - Throws: `archive` or `dataDirectory`; then the folder is gone again.
    func extract(to target: String) async throws(ClusterError) {
        try ServerFolder.removeTree(target)
        do throws(ClusterError) {
            let folder = try ServerFolder(target)
            try await tar(
                [
                    "--extract", "--force-local", "--no-same-owner", "--file", path, "--directory",
                    folder.path,
                ],
                failing: "\(path) cannot be read")
            guard ClusterRecord(in: folder) != nil, let wanted = ArchiveInventory(in: folder) else {
                throw ClusterError(
                    .archive, "\(path) holds no local cluster: name a file of `ticketdeck cluster backup`")
            }
            guard try ArchiveInventory(of: folder.path) == wanted else {
                throw ClusterError(.archive, "\(path) is not whole: name another backup")
            }
            folder.remove(ArchiveInventory.fileName)
        } catch {
            try? ServerFolder.removeTree(target)
            throw error
        }
    }

    private static func sync(_ path: String) throws(ClusterError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(.archive, "\(path) cannot be read", errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(.archive, "\(path) cannot be written", errno) }
    }

    private func tar(_ arguments: [String], failing what: String) async throws(ClusterError) {
        guard let program = ServerProgram.search(for: "tar") else {
            throw ClusterError(.archive, "\(what): there is no program tar on the PATH, install it")
        }
        let words: String
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments), output: .discarded,
                error: .string(limit: 1 << 20))
            if result.terminationStatus.isSuccess { return }
            words = result.standardError
        } catch {
            throw ClusterError(.archive, what, underlying: "\(error)")
        }
        let first = words.split(whereSeparator: \.isNewline).first.map(String.init)
        throw ClusterError(.archive, what, underlying: first)
    }
}
