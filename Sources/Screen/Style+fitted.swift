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
    /// The style in the colours that there are; without colours only its attributes. Text that would come too
    /// close to its ground becomes black or white.
    public func fitted(to depth: ColorDepth) -> Style {
        let fitted = Style(
            foreground: foreground.fitted(to: depth), background: background.fitted(to: depth),
            attributes: attributes)
        guard depth < .colors256, let contrast = fitted.foreground.contrast(with: fitted.background),
            contrast < Self.leastContrast
        else { return fitted }
        return fitted.readable
    }

    /// With few colours the exact shades are the terminal's own; this is what the eye needs at least.
    private static let leastContrast = 4.5

    /// Black or white on the same ground, whichever stands out more.
    private var readable: Style {
        let candidates: [Color] = [.palette(0), .palette(7)]
        let best = candidates.max {
            ($0.contrast(with: background) ?? 1) < ($1.contrast(with: background) ?? 1)
        }
        return Style(foreground: best ?? foreground, background: background, attributes: attributes)
    }
}
