/// Tells what the parts of a line of indented JSON are, for colours.
///
/// Not a parser: whatever the line holds, its parts make up the line again.
public enum JSONHighlighter {
    public enum Kind: Sendable, Hashable { case key, string, number, literal, punctuation }

    /// The parts of a line as `JSONIndenter` writes it.
    public static func parts(of line: String) -> [(text: String, kind: Kind)] {
        var parts: [(text: String, kind: Kind)] = []
        var rest = line.unicodeScalars[...]
        while let first = rest.first {
            let (end, kind) = part(rest, first)
            let text = String(rest[..<end])
            rest = rest[end...]
            let isKey = kind == .string && rest.first { $0 != " " } == ":"
            parts.append((text, isKey ? .key : kind))
        }
        return parts
    }

    private typealias Rest = Substring.UnicodeScalarView

    private static func part(_ rest: Rest, _ first: Unicode.Scalar) -> (end: Rest.Index, kind: Kind) {
        switch first {
        case "\"": (endOfString(rest), .string)
        case "0"..."9", "-": (rest.firstIndex { !isOfNumber($0) } ?? rest.endIndex, .number)
        case "a"..."z", "A"..."Z": (rest.firstIndex { !isLetter($0) } ?? rest.endIndex, .literal)
        default: (rest.firstIndex(where: begins) ?? rest.endIndex, .punctuation)
        }
    }

    private static func endOfString(_ rest: Rest) -> Rest.Index {
        var isEscaped = false
        var index = rest.index(after: rest.startIndex)
        while index < rest.endIndex {
            let scalar = rest[index]
            index = rest.index(after: index)
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                break
            }
        }
        return index
    }

    private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || "+-.eE".unicodeScalars.contains(scalar)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func begins(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "-" || ("0"..."9").contains(scalar) || isLetter(scalar)
    }
}
