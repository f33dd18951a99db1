import Screen
import Tickets

/// What a dashboard is opened with, after command line, environment and configuration have spoken.
struct DashboardOpening: Sendable {
    let plan: BackendPlan
    let configuration: Configuration
    let file: ConfigurationFile
    /// What is said first about the configuration.
    let notice: String?
    let themes: ThemeLibrary
    let theme: Theme
    /// `nil`: nobody asked for one, and none was shown before.
    let tenant: Tenant?
}
