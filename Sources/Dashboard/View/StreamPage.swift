import Screen

/// All that is known of a stream as lines.
struct StreamPage {
    private let stream: StreamStatus
    private let width: Int

    init(_ stream: StreamStatus, width: Int) {
        self.stream = stream
        self.width = width
    }

    var lines: [[Piece]] {
        var lines = [
            ClusterPage.field("State", Piece(stream.stateWord, stream.stateRole)),
            ClusterPage.field(
                "Leader",
                Piece(stream.leader ?? "none: nothing can be written", stream.leader == nil ? .bad : .text)),
            ClusterPage.field("Account", Piece(stream.account)),
            ClusterPage.field("Storage", Piece(stream.isInMemory ? "memory" : "file")),
            ClusterPage.field("Messages", Piece("\(stream.messages)")),
            ClusterPage.field("Bytes", Piece(Amount.bytes(stream.bytes))),
            ClusterPage.field(
                "Sequences", Piece("\(stream.firstSequence) to \(stream.lastSequence)")),
        ]
        if !stream.subjects.isEmpty {
            lines += ClusterPage.field(
                "Subjects", wrapping: stream.subjects.joined(separator: " "), width: width)
        }
        lines += [[], [Piece("Replicas", .columnTitle)]]
        lines += stream.replicas.map { replica in
            let role: Role = replica.isCurrent ? .good : .warning
            let leads = replica.name == stream.leader ? ", leads" : ""
            return ClusterPage.field(replica.name, Piece(replica.words + leads, role))
        }
        return lines + consumers
    }

    private var consumers: [[Piece]] {
        guard !stream.consumers.isEmpty else { return [[], [Piece("No consumers", .columnTitle)]] }
        return [[], [Piece("Consumers", .columnTitle)]]
            + stream.consumers.flatMap { consumer -> [[Piece]] in
                var facts = ["\(consumer.pending) pending"]
                if consumer.acknowledgementsPending > 0 {
                    facts.append("\(consumer.acknowledgementsPending) not acknowledged")
                }
                if consumer.redelivered > 0 { facts.append("\(consumer.redelivered) redelivered") }
                facts.append(consumer.leader.map { "on \($0)" } ?? "no leader")
                let name = [
                    Piece(consumer.name, .strong), Piece(consumer.isOurs ? "  TicketDeck's own" : "", .info),
                ]
                let role: Role = consumer.leader == nil ? .warning : .text
                return [name]
                    + TextLayout.wrap(facts.joined(separator: ", "), to: max(1, width - 2))
                    .map { [Piece("  " + $0, role)] }
            }
    }
}
