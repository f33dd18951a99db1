import Glibc

// What stands in a folder, and below it.
extension ServerFolder {
    /// The names in a folder, but for itself and the one above; none when it cannot be read.
    static func entries(of path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a file, or a folder with all that is in it; symbolic links are not followed.
    ///
    /// - Throws: `dataDirectory` when something is left.
    static func removeTree(_ path: String) throws(ClusterError) {
        if kind(of: path) == .folder {
            for name in entries(of: path) { try removeTree("\(path)/\(name)") }
            guard unsafe rmdir(path) == 0 || errno == ENOENT else {
                throw .system(.dataDirectory, "\(path) cannot be removed", errno)
            }
        } else if unsafe unlink(path) != 0, errno != ENOENT {
            throw .system(.dataDirectory, "\(path) cannot be removed", errno)
        }
    }

    /// What stands at a path.
    enum Kind { case nothing, file, folder, other }

    /// What stands at a path, which is not followed when it is a symbolic link.
    static func kind(of path: String) -> Kind {
        var information = stat()
        guard unsafe lstat(path, &information) == 0 else { return .nothing }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }
}
