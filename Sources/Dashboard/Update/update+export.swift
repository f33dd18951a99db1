import Screen
import Tickets

extension DashboardState {
    /// Asks for all tickets of the list, as it is filtered and sorted, in a file.
    mutating func beginExport(to path: String) {
        guard let form = ExportForm(path: path) else { return }
        start(
            Export(
                tenant: tenant, filter: tickets.list.filter, sort: tickets.list.sort, path: path, form: form))
    }

    mutating func replaceFile(by export: Export) {
        var export = export
        export.replaces = true
        start(export)
    }

    private mutating func start(_ export: Export) {
        guard self.export == nil else { return say(.warning, "another export is being written") }
        self.export = export
        ask(.export(export))
        say(.info, "exporting to \(export.path)\(glyphs.ellipsis)")
    }

    mutating func receive(_ step: ExportStep) {
        guard let export else { return }
        switch step {
        case .written(let count, let total):
            return say(.info, "exporting: \(count) of \(max(count, total)) tickets written")
        case .done(let count, let path): say(.good, "exported \(count) tickets to \(path)")
        case .exists:
            if overlay == nil, form == nil {
                overlay = .question(Question(.replaceFile(export)))
            } else {
                say(.warning, "not exported: \(export.path) is there already")
            }
        case .failed(let problem): say(.bad, "not exported: \(problem)")
        }
        self.export = nil
    }
}
