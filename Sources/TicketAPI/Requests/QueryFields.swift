import HTTPTypes
import JSON

/// The fields of a URL's query, each with its values in their order.
struct QueryFields {
    private var values: [(name: String, values: [String])] = []

    /// Reads a query such as `status=open&status=closed`.
    ///
    /// - Throws: `APIError` 400 when it is malformed or no UTF-8.
    init(_ query: String?) throws(APIError) {
        guard let query, !query.isEmpty else { return }
        for part in query.split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(sides[0], plusIsSpace: true),
                let value = PercentText.decode(sides.count > 1 ? sides[1] : "", plusIsSpace: true)
            else { throw APIError(.badRequest, "the query is not percent-encoded UTF-8") }
            if let index = values.firstIndex(where: { $0.name == name }) {
                values[index].values.append(value)
            } else {
                values.append((name, [value]))
            }
        }
    }

    /// The fields of these names as the members of a request's `data`; all others are ignored.
    ///
    /// A field that occurs more than once is an array. What should be a number and is none stays a text, so
    /// that the service says what is wrong with it.
    func data(texts: Set<String>, numbers: Set<String>) -> JSONObject {
        var members: [(String, JSONValue)] = []
        for field in values {
            let isNumber = numbers.contains(field.name)
            guard isNumber || texts.contains(field.name) else { continue }
            let all = field.values.map { isNumber ? QueryFields.number($0) : .string($0) }
            members.append((field.name, all.count == 1 ? all[0] : .array(all)))
        }
        return JSONObject(members)
    }

    private static func number(_ text: String) -> JSONValue {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text)
        else { return .string(text) }
        return .integer(number)
    }
}
