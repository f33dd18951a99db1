/// The members of a JSON object in the order in which they were written.
///
/// Objects of the wire have few keys, so a look-up walks them.
public struct JSONObject: Sendable {
    /// The members, each key once.
    public private(set) var members: [(key: String, value: JSONValue)]

    /// An object with no members.
    public init() { members = [] }

    /// An object with these members; of a repeated key the last value counts.
    public init(_ members: [(String, JSONValue)]) {
        self.members = []
        self.members.reserveCapacity(members.count)
        for (key, value) in members { self[key] = value }
    }

    /// The members in the order in which they were read; of a repeated key the last value counts.
    ///
    /// A hostile text may hold thousands of keys, so that comparing each with each is out of the question.
    init(parsed members: [(key: String, value: JSONValue)]) {
        self.init()
        if members.count <= JSONObject.fewKeys {
            self.members = members
            if !JSONObject.areDistinct(members) { self.init(members.map { ($0.key, $0.value) }) }
            return
        }
        self.members.reserveCapacity(members.count)
        var positions: [String: Int] = [:]
        for member in members {
            if let position = positions[member.key] {
                self.members[position].value = member.value
            } else {
                positions[member.key] = self.members.count
                self.members.append(member)
            }
        }
    }

    private static func areDistinct(_ members: [(key: String, value: JSONValue)]) -> Bool {
        for position in members.indices.dropFirst() {
            for earlier in 0..<position where members[earlier].key == members[position].key { return false }
        }
        return true
    }

    /// Up to here a walk is faster than a table.
    private static let fewKeys = 16

    /// The value under a key; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let position = members.firstIndex { $0.key == key }
            switch (position, newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): members.remove(at: position)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// The keys, in their order.
    public var keys: [String] { members.map(\.key) }
}

extension JSONObject: Hashable {
    /// Two objects are equal when they have the same members, in whichever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count
            && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.count)
    }
}
