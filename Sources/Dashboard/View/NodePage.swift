import Screen
import Tickets

/// All that is known of a server as lines.
enum NodePage {
    static func lines(_ node: NodeStatus, width: Int, now: Timestamp) -> [[Piece]] {
        var lines = [field("State", Piece(node.stateWord, node.stateRole))]
        for reason in node.reasons {
            lines += TextLayout.wrap(reason, to: max(1, width - 18)).map {
                field("", Piece($0, node.stateRole))
            }
        }
        if case .down(let since, _) = node.state {
            lines.append(
                field("Down since", Piece("\(since.readable), \(Age.passed(since: since, at: now))")))
        }
        lines.append(field("Address", Piece(node.address)))
        if node.isDown, node.version != nil { lines += [[], [Piece("Before it went down", .columnTitle)]] }
        if !node.roles.isEmpty { lines.append(field("Role", Piece(node.roles, .info))) }
        lines += optional("Version", node.version)
        lines += optional("Uptime", node.uptime.map { Age.short(of: $0) })
        lines += optional("Connections", node.connections.map { "\($0)" })
        lines += optional("Subscriptions", node.subscriptions.map { "\($0)" })
        lines += optional("Slow consumers", node.slowConsumers.map { "\($0)" })
        lines += optional("CPU", node.cpu.map(Amount.percent))
        lines += optional("Memory", node.memory.map(Amount.bytes))
        if let rates = node.rates { lines += self.lines(rates) }
        if let use = node.jetStream { lines += self.lines(use) }
        return lines
    }

    private static func lines(_ rates: NodeStatus.Rates) -> [[Piece]] {
        func text(_ messages: Double, _ bytes: Double) -> String {
            "\(Amount.count(messages)) messages/s, \(Amount.count(bytes)) bytes/s"
        }
        return [
            field("In", Piece(text(rates.messagesIn, rates.bytesIn))),
            field("Out", Piece(text(rates.messagesOut, rates.bytesOut))),
        ]
    }

    private static func lines(_ use: NodeStatus.JetStreamUse) -> [[Piece]] {
        [
            [], [Piece("JetStream", .columnTitle)],
            field("File", Piece(NodeStatus.use(use.file, of: use.fileLimit))),
            field("Memory", Piece(NodeStatus.use(use.memory, of: use.memoryLimit))),
            field("Streams", Piece("\(use.streams)")), field("Consumers", Piece("\(use.consumers)")),
            field("Messages", Piece("\(use.messages)")),
            field("API errors", Piece("\(use.apiErrors)", use.apiErrors > 0 ? .warning : .text)),
        ]
    }

    private static func optional(_ label: String, _ value: String?) -> [[Piece]] {
        value.map { [field(label, Piece($0))] } ?? []
    }

    private static func field(_ label: String, _ value: Piece) -> [Piece] {
        [Piece(label + String(repeating: " ", count: max(1, 16 - label.count)), .faint), value]
    }
}
