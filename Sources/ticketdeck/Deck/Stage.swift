/// What effects may do to the terminal and to the run of the program.
@MainActor
protocol Stage: AnyObject, Sendable {
    func copy(_ text: String)
    func nextTheme()
    func setTheme(_ name: String)
    /// - Returns: whether the mouse is the dashboard's now.
    func takeMouse(_ isWanted: Bool) -> Bool
    func redraw()
    func suspend()
    func bell()
    /// Shows a notification of the desktop.
    func notify(_ text: String)
    func quit()
    /// Leaves the screen to the person's editor.
    func edit(_ text: String) async throws -> String
}
