/// Finds the lines of a configuration file where settings stand, for messages about them.
struct SettingLines {
    private var lines: [String: Int] = [:]

    init(_ text: String) {
        var table = ""
        var count: [String: Int] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("[[") {
                let name = SettingLines.name(line.dropFirst(2).prefix { $0 != "]" })
                table = "\(name).\(count[name, default: 0])."
                count[name, default: 0] += 1
                lines[String(table.dropLast())] = index + 1
            } else if line.hasPrefix("[") {
                let name = SettingLines.name(line.dropFirst().prefix { $0 != "]" })
                table = name + "."
                lines[name] = index + 1
            } else if let equals = line.firstIndex(of: "="), !line.hasPrefix("#") {
                let path = table + SettingLines.name(line[..<equals])
                if lines[path] == nil { lines[path] = index + 1 }
            }
        }
    }

    /// The line of a setting by its path, such as `keys.new`, or that of what it stands in.
    func line(of path: String) -> Int? {
        if let line = lines[path] { return line }
        guard let dot = path.lastIndex(of: ".") else { return nil }
        return line(of: String(path[..<dot]))
    }

    private static func name(_ text: Substring) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }
}
