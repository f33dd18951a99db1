/// Names that no other client makes.
public enum UniqueName {
    private static let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// 22 random letters and digits, about 131 bits from the system's generator.
    public static func make() -> String {
        String((0..<22).map { _ in characters[Int.random(in: 0..<characters.count)] })
    }
}
