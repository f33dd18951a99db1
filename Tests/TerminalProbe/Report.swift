import Glibc

/// Lines for the test, each written at once.
struct Report {
    private let file: Int32

    init(path: String) { file = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) }

    func add(_ line: String) {
        let bytes = Array((line.replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    }
}
