import Glibc

/// The one piece of cryptography that libnats does not offer: the public key of a seed.
///
/// It is asked from the TLS library that libnats has loaded anyway.
enum Ed25519 {
    private typealias Create =
        @convention(c) (Int32, OpaquePointer?, UnsafePointer<UInt8>?, Int) -> OpaquePointer?
    private typealias Read =
        @convention(c) (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?) -> Int32
    private typealias Free = @convention(c) (OpaquePointer?) -> Void

    /// OpenSSL's number for keys of this kind.
    private static let kind: Int32 = 1087

    /// The 32 bytes of the public key; `nil` without a TLS library.
    static func publicKey(seed: [UInt8]) -> [UInt8]? {
        // RTLD_DEFAULT: whatever this process has loaded.
        guard let create = unsafe dlsym(nil, "EVP_PKEY_new_raw_private_key"),
            let read = unsafe dlsym(nil, "EVP_PKEY_get_raw_public_key"),
            let release = unsafe dlsym(nil, "EVP_PKEY_free")
        else { return nil }
        let key = unsafe unsafeBitCast(create, to: Create.self)(kind, nil, seed, seed.count)
        guard let key = unsafe key else { return nil }
        defer { unsafe unsafeBitCast(release, to: Free.self)(key) }
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        let status = unsafe unsafeBitCast(read, to: Read.self)(key, &bytes, &count)
        return status == 1 && count == bytes.count ? bytes : nil
    }
}
