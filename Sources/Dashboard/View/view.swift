public import Screen

/// The picture of the dashboard in a theme.
public func view(_ state: DashboardState, theme: Theme) -> Frame {
    var canvas = Canvas(size: state.size, theme: theme, glyphs: state.glyphs)
    let layout = DashboardLayout(state)
    canvas.header(state, in: layout.header)
    canvas.banner(state, in: layout.banner)
    if let merge = state.form?.merge {
        canvas.merge(merge, state, layout)
    } else if let form = state.form {
        canvas.form(form, FormLayout(state))
    } else if let history = state.history {
        canvas.history(history, state)
    } else if state.alerts.isOpen {
        canvas.alerts(state, layout)
    } else {
        switch state.view {
        case .tickets: canvas.tickets(state, layout)
        case .events: canvas.events(state, layout)
        case .cluster: canvas.cluster(state, layout)
        case .service: canvas.services(state, layout)
        }
    }
    if state.overlay != nil { canvas.frame.cursor = nil }
    canvas.overlay(state)
    canvas.status(state, in: layout.status)
    canvas.footer(state, in: layout.footer, showsRemark: layout.status.isEmpty && !state.isAsking)
    return canvas.frame
}
