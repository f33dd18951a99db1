import Glibc

/// Where programs of this installation are.
enum ServiceProgramPath {
    /// The file of the running program.
    static var own: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }
}
