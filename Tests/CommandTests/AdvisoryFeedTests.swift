import Dashboard
import Testing

@testable import ticketdeck

/// What was lost on the way of the advisories is said.
struct AdvisoryFeedTests {
    @Test func eachLossIsCounted() {
        #expect(AdvisoryFeed.losses(unshown: 0, unread: 0).isEmpty)
        #expect(
            AdvisoryFeed.losses(unshown: 3, unread: 7).map(\.text) == [
                "and 3 more that came too fast to be shown",
                "7 messages of the servers came too fast to be read",
            ])
    }
}
