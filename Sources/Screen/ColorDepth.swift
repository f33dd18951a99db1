/// How many colours a terminal has.
public enum ColorDepth: Sendable, Hashable, CaseIterable {
    case mono, colors8, colors16, colors256
}
