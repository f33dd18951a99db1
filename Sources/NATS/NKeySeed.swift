import Glibc

/// The seed of an NKey user, read only to learn the public key that libnats wants to be told.
struct NKeySeed {
    /// The public key: `U` and 55 more characters.
    let publicKey: String

    /// Reads the first line of a file that is a user's seed (`SU...`).
    ///
    /// - Throws: `invalidArgument` when the file cannot be read or holds none.
    init(file path: String) throws(NATSError) {
        guard let stream = unsafe fopen(path, "r") else {
            throw NATSError(.invalidArgument, "cannot read the nkey file \(path)")
        }
        defer { unsafe fclose(stream) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(stream), byte != EOF, bytes.count < 65_536 {
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        let words = bytes.split { $0 <= 0x20 }
        guard let seed = words.first(where: { $0.starts(with: Array("SU".utf8)) }),
            let decoded = Base32.decode(seed), decoded.count == 36,
            Checksum.crc16(decoded[..<34]) == UInt16(decoded[34]) | UInt16(decoded[35]) << 8
        else { throw NATSError(.invalidArgument, "no user seed in the nkey file \(path)") }
        guard let key = Ed25519.publicKey(seed: Array(decoded[2..<34])) else {
            throw NATSError(.invalidArgument, "no Ed25519 in the TLS library of libnats")
        }
        publicKey = Self.encode(key)
    }

    private static func encode(_ key: [UInt8]) -> String {
        let prefixUser: UInt8 = 20 << 3
        let body = [prefixUser] + key
        let sum = Checksum.crc16(body[...])
        return Base32.encode(body + [UInt8(sum & 0xFF), UInt8(sum >> 8)])
    }
}
