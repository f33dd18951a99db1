extension Color {
    /// Red, green and blue, each 0 to 255; `nil` for the terminal's own colours, which nobody knows.
    ///
    /// The sixteen ANSI colours are the terminal's as well; given are those of xterm.
    public var components: (red: Int, green: Int, blue: Int)? {
        switch self {
        case .terminal: nil
        case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
        case .palette(let index): Self.xterm(Int(index))
        }
    }

    /// The nearest colour that a terminal of a depth has; `.terminal` stays and is all there is without colours.
    public func fitted(to depth: ColorDepth) -> Color {
        guard let (red, green, blue) = components else { return .terminal }
        switch depth {
        case .mono: return .terminal
        case .colors256:
            if case .palette = self { return self }
            return .palette(UInt8(Self.nearest256(red, green, blue)))
        case .colors16:
            if case .palette(let index) = self, index < 16 { return self }
            return .palette(Self.ansi(red, green, blue, bright: true))
        case .colors8:
            if case .palette(let index) = self, index < 16 { return .palette(index == 8 ? 7 : index % 8) }
            return .palette(Self.ansi(red, green, blue, bright: false))
        }
    }

    /// The WCAG 2 contrast of two colours, 1 to 21; `nil` when the terminal decides one of them.
    public func contrast(with other: Color) -> Double? {
        guard let mine = luminance, let its = other.luminance else { return nil }
        return (max(mine, its) + 0.05) / (min(mine, its) + 0.05)
    }

    /// The WCAG 2 relative luminance, 0 to 1.
    var luminance: Double? {
        guard let (red, green, blue) = components else { return nil }
        return 0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    private static func linear(_ component: Int) -> Double {
        let value = Double(component) / 255
        return value <= 0.04045 ? value / 12.92 : power24((value + 0.055) / 1.055)
    }

    /// `x` to the power of 2.4 for 0...1, as the square times the fifth root of its square; Newton's method.
    private static func power24(_ x: Double) -> Double {
        let square = x * x
        var root = 1.0
        for _ in 0..<40 {
            let fourth = root * root * root * root
            root -= (root - square / fourth) / 5
        }
        return square * root
    }

    private static func xterm(_ index: Int) -> (Int, Int, Int) {
        switch index {
        case 0..<16: return ansiColors[index]
        case 16..<232:
            let cube = index - 16
            return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        }
    }

    private static let levels = [0, 95, 135, 175, 215, 255]

    private static let ansiColors = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
        (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255), (255, 255, 255),
    ]

    private static func nearest256(_ red: Int, _ green: Int, _ blue: Int) -> Int {
        func distance(_ index: Int) -> Int {
            let (r, g, b) = xterm(index)
            let mean = (r + red) / 2
            // Weighted as the eye sees; "redmean".
            return ((512 + mean) * (r - red) * (r - red) >> 8) + 4 * (g - green) * (g - green)
                + ((767 - mean) * (b - blue) * (b - blue) >> 8)
        }
        return (16..<256).min { distance($0) < distance($1) } ?? 16
    }

    /// By hue and brightness: the ANSI colours are too few and too strong for a nearest one to be the right one.
    private static func ansi(_ red: Int, _ green: Int, _ blue: Int, bright: Bool) -> UInt8 {
        let (high, low) = (max(red, green, blue), min(red, green, blue))
        if (high - low) * 4 < high || high < 48 {
            return grey((red * 2 + green * 5 + blue) / 8, bright: bright)
        }
        let middle = (high + low) / 2
        let hue = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0)
        return UInt8(hue + (bright && high > 200 ? 8 : 0))
    }

    private static func grey(_ level: Int, bright: Bool) -> UInt8 {
        switch level {
        case ..<70: 0
        case ..<150: bright ? 8 : 7
        case ..<225: 7
        default: bright ? 15 : 7
        }
    }
}
