import Dashboard
import Tickets

/// What a person has settled once for all starts. What is not settled is as without a file.
struct Configuration: Sendable {
    var theme = ThemeLibrary.defaultName
    var tenant: Tenant?
    var mode = BackendPlan.Mode.auto
    var actor: String?
    var isReadOnly = false
    var isASCII = false
    var isAccessible = false
    var hasMouse = false
    var monitoring: [String] = []
    var columns = Set(TicketColumn.allCases)
    var keyChanges: [KeyChange] = []
    var keys = Keymap.standard
    var views: [SavedView] = []
    var alerts: [AlertRule] = []
    /// What is wrong in the file; what a problem is about is as without it.
    var problems: [ConfigurationProblem] = []
}
