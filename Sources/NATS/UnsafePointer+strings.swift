import Glibc

extension UnsafeMutablePointer where Pointee == UnsafeMutablePointer<CChar>? {
    /// Frees an array of strings that libnats has made.
    func releaseStrings(_ count: Int32) {
        for index in 0..<Int(count) { unsafe free(self[index]) }
        unsafe free(self)
    }
}
