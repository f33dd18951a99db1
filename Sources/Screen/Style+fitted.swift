extension ColorDepth: Comparable {
    /// More colours are greater.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .mono: 0
        case .colors8: 8
        case .colors16: 16
        case .colors256: 256
        }
    }
}

extension Style {
    /// The style in the colours that there are; without colours only its attributes.
    public func fitted(to depth: ColorDepth) -> Style {
        if depth == .mono { return Style(attributes: attributes) }
        return self
    }
}
