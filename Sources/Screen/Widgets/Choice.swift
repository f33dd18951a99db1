/// One of a few options, chosen by arrows, space or an option's first letter.
public struct Choice: Sendable, Hashable {
    public let options: [String]
    public private(set) var index: Int

    public init(_ options: [String], index: Int) {
        self.options = options
        self.index = min(max(0, index), max(0, options.count - 1))
    }

    /// Chooses an option by its number.
    public mutating func choose(_ index: Int) {
        if options.indices.contains(index) { self.index = index }
    }

    /// Does what a key means among options that stand side by side.
    ///
    /// - Returns: whether the key means anything here.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .left: index = max(0, index - 1)
        case .right: index = min(options.count - 1, index + 1)
        case .character(" "): index = (index + 1) % max(1, options.count)
        case .home: index = 0
        case .end: index = max(0, options.count - 1)
        case .character(let letter): return chooseNext(beginningWith: letter)
        default: return false
        }
        return true
    }

    private mutating func chooseNext(beginningWith letter: Character) -> Bool {
        let order = options.indices.map { ($0 + index + 1) % options.count }
        guard let found = order.first(where: { options[$0].first?.lowercased() == letter.lowercased() })
        else { return false }
        index = found
        return true
    }
}
