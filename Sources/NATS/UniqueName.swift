/// Names that no other client makes.
public enum UniqueName {
    private static let characters = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// 22 random letters and digits, 128 bits from the system's generator.
    public static func make() -> String {
        var rest = UInt128.random(in: 0 ... .max)
        let text = (0..<22).map { _ in
            defer { rest /= UInt128(characters.count) }
            return characters[Int(rest % UInt128(characters.count))]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
