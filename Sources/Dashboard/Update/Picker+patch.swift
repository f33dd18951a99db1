import Screen
import Tickets

extension Picker {
    /// What was chosen.
    var patch: TicketPatch {
        get throws(FieldViolation) {
            switch field {
            case .status: try TicketPatch(status: Status.allCases[index])
            case .priority: try TicketPatch(priority: Priority.allCases[index])
            case .assignee(let editor): try TicketPatch(assignee: editor.text)
            }
        }
    }

    /// What was chosen, in words.
    var value: String {
        switch field {
        case .status: Status.allCases[index].label
        case .priority: Priority.allCases[index].rawValue
        case .assignee(let editor):
            TicketRules.trim(editor.text).isEmpty ? "nobody" : TicketRules.trim(editor.text)
        }
    }
}
