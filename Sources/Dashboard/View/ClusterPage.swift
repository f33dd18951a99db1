import Screen
import Tickets

/// What is open in the cluster view: all that is known of a server or of a stream.
struct ClusterPage {
    private let state: DashboardState

    init(_ state: DashboardState) { self.state = state }

    var title: String {
        switch state.cluster.opened {
        case .node(let id): id
        case .stream(let id): "Stream \(state.cluster.stream(id)?.name ?? id)"
        case .advisory, nil: ""
        }
    }

    static func lines(_ state: DashboardState, width: Int) -> [[Piece]] {
        switch state.cluster.opened {
        case .node(let id):
            state.cluster.node(id).map { NodePage($0, state, width: width).lines }
                ?? [[Piece("This server is not in the cluster any more", .warning)]]
        case .stream(let id):
            state.cluster.stream(id).map { StreamPage($0, width: width).lines }
                ?? [[Piece("This stream is not there any more", .warning)]]
        case .advisory, nil: []
        }
    }

    /// A label and its value.
    static func field(_ label: String, _ value: Piece) -> [Piece] {
        [Piece(label + String(repeating: " ", count: max(1, 16 - label.count)), .faint), value]
    }

    /// A value that may take several lines.
    static func field(_ label: String, wrapping text: String, _ role: Role = .text, width: Int) -> [[Piece]] {
        TextLayout.wrap(text, to: max(1, width - 18)).enumerated().map { index, line in
            field(index == 0 ? label : "", Piece(line, role))
        }
    }
}
