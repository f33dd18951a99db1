import Glibc

/// A directory of its own under the system's temporary one, removed with all that is in it.
public final class TemporaryDirectory: Sendable {
    /// Its absolute path, without a slash at the end.
    public let path: String

    /// Makes the directory.
    public init() throws {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/ticketdeck-test-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw SupportError("no temporary directory under \(base)")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Writes a file into it and returns the file's path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        guard let stream = unsafe fopen(file, "w") else { throw SupportError("cannot write \(file)") }
        defer { unsafe fclose(stream) }
        guard unsafe fputs(text, stream) >= 0 else { throw SupportError("cannot write \(file)") }
        return file
    }

    /// The text of one of its files; empty when there is none.
    public func read(_ name: String) -> String {
        guard let stream = unsafe fopen("\(path)/\(name)", "r") else { return "" }
        defer { unsafe fclose(stream) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(stream), byte != EOF {
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Removes the directory and everything in it.
    public func remove() { Self.remove(path) }

    deinit { remove() }

    private static func remove(_ path: String) {
        guard unsafe Glibc.unlink(path) != 0 else { return }
        for name in entries(path) { remove("\(path)/\(name)") }
        unsafe Glibc.rmdir(path)
    }

    private static func entries(_ path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while true {
            guard let entry = unsafe readdir(folder) else { break }
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension TemporaryDirectory {
    /// Lets one of its files be run as a program.
    public func makeExecutable(_ name: String) throws {
        guard unsafe chmod("\(path)/\(name)", 0o700) == 0 else {
            throw SupportError("cannot change the mode of \(name)")
        }
    }

    /// Whether a file right in one of its folders contains a text.
    public func hasFile(under folder: String, containing text: String) -> Bool {
        guard let list = unsafe opendir("\(path)/\(folder)") else { return false }
        defer { unsafe closedir(list) }
        while let entry = unsafe readdir(list) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix("."), read("\(folder)/\(name)").contains(text) { return true }
        }
        return false
    }
}

extension TemporaryDirectory {
    /// Makes a folder in it, with those above.
    public func makeDirectory(_ name: String) throws {
        var made = path
        for part in name.split(separator: "/") {
            made += "/\(part)"
            guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST else {
                throw SupportError("cannot make \(made)")
            }
        }
    }
}

extension TemporaryDirectory {
    /// The names of what is right in it that begin with a text.
    public func names(beginningWith text: String) -> [String] {
        Self.entries(path).filter { $0.hasPrefix(text) }
    }
}
