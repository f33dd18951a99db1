import NATS

extension Connection {
    /// JetStream's error codes for a server or an account without it.
    private static let notEnabled: Set<Int> = [10039, 10076]

    /// Whether the servers say, and say again a moment later, that there is no JetStream.
    func hasNoJetStream() async -> Bool {
        for attempt in 0..<2 {
            // A server that has just started may not know its neighbours yet.
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(500)) }
            do {
                _ = try await jetStream.accountInfo(timeout: .seconds(2))
                return false
            } catch {
                switch error.code {
                case .noResponders: continue
                case .jetStream(_, let code) where Self.notEnabled.contains(code): continue
                default: return false
                }
            }
        }
        return true
    }
}
