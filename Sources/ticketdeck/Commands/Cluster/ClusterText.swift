import Cluster

/// How a cluster is, as tables for people.
struct ClusterText {
    private let finding: ClusterFinding
    private var health: ClusterHealth { finding.health }

    init(_ finding: ClusterFinding) { self.finding = finding }

    /// The verdict, the servers, the streams, and what could not be told.
    func text(fitting width: Int?) -> String {
        var parts = [
            "\(finding.status): \(DisplayText.line(finding.verdict))\n", servers.text(fitting: width),
        ]
        if let streams = health.streams, !streams.isEmpty {
            parts.append(table(streams).text(fitting: width))
        }
        let problems = health.problems.map { problem in
            "\(problem.text)\(problem.reason.map { ": \($0)" } ?? "")"
        }
        let notes = (problems + finding.notes).map { "- \(DisplayText.line($0))\n" }.joined()
        if !notes.isEmpty { parts.append(notes) }
        return parts.joined(separator: "\n")
    }

    private var servers: TextTable {
        var table = TextTable([
            .init(heading: "SERVER"), .init(heading: "STATE"), .init(heading: "ROLE", spare: 2),
            .init(heading: "VERSION", spare: 5), .init(heading: "UPTIME", isNumber: true, spare: 6),
            .init(heading: "JS/CONTACT/ASSETS", spare: 4), .init(heading: "ROUTES", isNumber: true, spare: 3),
            .init(heading: "CONNS", isNumber: true, spare: 7),
            .init(heading: "SLOW", isNumber: true, spare: 8),
            .init(heading: "CPU", isNumber: true, spare: 9), .init(heading: "MEM", isNumber: true, spare: 10),
            .init(heading: "API ERR", isNumber: true, spare: 11), .init(heading: "JS FILE", isNumber: true),
            .init(heading: "JS MEM", isNumber: true, spare: 1),
        ])
        for node in health.nodes { table.add(row(node)) }
        return table
    }

    private func row(_ node: NodeHealth) -> [String] {
        let leads = health.meta.map { $0.works && $0.leader == node.name } ?? false
        let role = leads ? "leader" : ""
        let head = [node.name, node.state.word, role, node.version ?? "-"]
        guard !node.isDown, let reading = node.reading else {
            return head + Array(repeating: "-", count: 10)
        }
        let checks = reading.checks
        let levels = [checks.jetStreamEnabled, checks.inContact, checks.assetsCurrent].map(\.word)
        let expected = reading.jetStream?.clusterSize.map { "/\($0 - 1)" } ?? ""
        let use = reading.jetStream
        return head + [
            ClusterText.time(reading.uptime), levels.joined(separator: "/"), "\(reading.routes)\(expected)",
            "\(reading.connections)", "\(reading.slowConsumers)", "\(Int(reading.cpuPercent.rounded()))%",
            ClusterText.bytes(reading.memoryBytes), use.map { "\($0.apiErrors)" } ?? "-",
            use.map { ClusterText.use($0.fileBytes, $0.fileLimitBytes) } ?? "off",
            use.map { ClusterText.use($0.memoryBytes, $0.memoryLimitBytes) } ?? "off",
        ]
    }

    private func table(_ streams: [StreamHealth]) -> TextTable {
        var table = TextTable([
            .init(heading: "STREAM"), .init(heading: "LEADER"), .init(heading: "REPLICAS"),
            .init(heading: "LAG", isNumber: true), .init(heading: "MESSAGES", isNumber: true),
            .init(heading: "BYTES", isNumber: true, spare: 1),
            .init(heading: "CONSUMERS", isNumber: true, spare: 2),
            .init(heading: "PENDING", isNumber: true, spare: 3), .init(heading: "NOT CURRENT"),
        ])
        for stream in streams {
            let group = stream.group
            let late = group.replicas.filter { $0.state != .current }
                .map { "\($0.name) \($0.state.word)" }.joined(separator: ", ")
            table.add([
                stream.name, group.works ? group.leader ?? "none" : "none",
                (group.leader == nil ? "?" : "\(group.current)") + " of \(group.replicas.count)",
                "\(group.lag)", "\(stream.messages)",
                ClusterText.bytes(stream.bytes), "\(stream.consumers.count)",
                "\(stream.consumers.reduce(0) { $0 + $1.pending })", late.isEmpty ? "-" : late,
            ])
        }
        return table
    }

    private static func use(_ used: Int64, _ limit: Int64) -> String {
        limit < 0 ? bytes(used) : "\(bytes(used))/\(bytes(limit))"
    }

    /// `12 B` as `12B`, `1.5K`, `2.0G`.
    private static func bytes(_ count: Int64) -> String {
        var (number, units) = (Double(count), ["B", "K", "M", "G", "T", "P"][...])
        while number >= 1024, units.count > 1 {
            number /= 1024
            units = units.dropFirst()
        }
        let tenths = Int64((number * 10).rounded())
        let text = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return text + (units.first ?? "")
    }

    private static func time(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        return switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m\(seconds % 60)s"
        case ..<86_400: "\(seconds / 3600)h\(seconds / 60 % 60)m"
        default: "\(seconds / 86_400)d\(seconds / 3600 % 24)h"
        }
    }
}
