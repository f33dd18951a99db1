import Testing
import Tickets

@testable import Dashboard

@Suite struct EventLogTests {
    @Test func everySequenceIsFoundAlsoInWhatWasReadBeforeTheBeginning() {
        var log = EventLog()
        log.append((106...151).map { EventLine(River.record($0)) })
        log.prepend((1...105).map { EventLine(River.record($0)) })
        for sequence in UInt64(1)...151 {
            #expect(log[log.number(atOrAfter: sequence)].sequence == sequence)
        }
        #expect(log.number(atOrAfter: 0) == log.first && log.number(atOrAfter: 152) == log.next)
    }
}
