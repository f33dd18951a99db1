/// What the mouse does; only told while the program has asked for it.
public enum MouseEvent: Sendable, Hashable {
    /// The left button went down on a cell.
    case press(Point)
    /// The wheel was turned up by a notch over a cell.
    case wheelUp(Point)
    case wheelDown(Point)
}
