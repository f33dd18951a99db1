import NATS
import Testing

@testable import Cluster

/// When the system account is not asked again.
struct SystemSurveyTests {
    @Test(
        arguments: [
            (.noResponders, true), (.permission, true), (.timeout, false), (.disconnected, false),
            (.io, false),
            (.closed, false), (.cancelled, false),
        ] as [(NATSError.Code, Bool)])
    func onlyARefusalIsForGood(_ code: NATSError.Code, _ isRefused: Bool) {
        let outcome = SystemSurvey.Outcome(NATSError(code, "as it went"))
        if case .notAllowed = outcome { #expect(isRefused) } else { #expect(!isRefused) }
    }
}
