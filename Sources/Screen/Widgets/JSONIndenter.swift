/// Breaks JSON text into indented lines, character by character.
///
/// Not a parser: whatever comes in, every character that is not white space between values comes out
/// again, in its order.
public struct JSONIndenter {
    /// Deeper levels are not indented further, so that hostile text cannot grow without bound.
    public static let deepestIndent = 32

    private var output = ""
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// Whether nothing followed yet on an opening bracket.
    private var isJustOpened = false

    private init() {}

    /// The text in lines of two blanks a level. Text that does not begin like an object or an array is
    /// given back as it is.
    public static func indent(_ text: String) -> String {
        let first = text.unicodeScalars.first { !isBlank($0) }
        guard first == "{" || first == "[" else { return text }
        var indenter = JSONIndenter()
        for scalar in text.unicodeScalars { indenter.take(scalar) }
        return indenter.output
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if isInString { return takeInString(scalar) }
        if JSONIndenter.isBlank(scalar) { return }
        if scalar == "}" || scalar == "]" { return close(scalar) }
        if isJustOpened { breakLine() }
        isJustOpened = false
        output.unicodeScalars.append(scalar)
        switch scalar {
        case "{", "[":
            depth += 1
            isJustOpened = true
        case ",": breakLine()
        case ":": output += " "
        case "\"": isInString = true
        default: break
        }
    }

    private mutating func takeInString(_ scalar: Unicode.Scalar) {
        output.unicodeScalars.append(scalar)
        if isEscaped {
            isEscaped = false
        } else if scalar == "\\" {
            isEscaped = true
        } else if scalar == "\"" {
            isInString = false
        }
    }

    private mutating func close(_ scalar: Unicode.Scalar) {
        depth = max(0, depth - 1)
        if !isJustOpened { breakLine() }
        isJustOpened = false
        output.unicodeScalars.append(scalar)
    }

    private mutating func breakLine() {
        output += "\n" + String(repeating: "  ", count: min(depth, JSONIndenter.deepestIndent))
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
    }
}
