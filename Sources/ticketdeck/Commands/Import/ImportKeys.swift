/// Makes the request keys of an import, so that a line which was imported within the last ten minutes is
/// not imported again when the same file is read once more after a failure.
///
/// A line's key comes of its bytes and of how many equal lines stood before it. Equal lines of one file
/// thus make a ticket each, and lines may be added to or taken out of the file between two runs.
struct ImportKeys {
    private var seen: [UInt128: Int] = [:]

    /// The key of the next line.
    mutating func key(of line: [UInt8]) -> String {
        let print = ImportKeys.fingerprint(line)
        let earlier = seen[print, default: 0]
        seen[print] = earlier + 1
        return "import-\(String(print, radix: 16))-\(earlier)"
    }

    /// FNV-1a with 128 bits: equal lines must meet, and different ones never by chance.
    private static func fingerprint(_ bytes: [UInt8]) -> UInt128 {
        let prime = UInt128(1) << 88 | 0x13B
        let basis = UInt128(0x6C62_272E_07BB_0142) << 64 | 0x62B8_2175_6295_C58D
        return bytes.reduce(basis) { ($0 ^ UInt128($1)) &* prime }
    }
}
