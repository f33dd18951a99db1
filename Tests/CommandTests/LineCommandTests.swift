import Testing
import Tickets

@testable import ticketdeck

struct LineCommandTests {
    @Test(arguments: [
        ("", LineCommand.nothing), ("  list ", .list), ("L", .list), ("3", .read(3)), ("read 12", .read(12)),
        ("filter status:open  fire", .filter("status:open  fire")), ("filter", .filter("")),
        ("sort title asc", .sort(TicketSort(field: .title, order: .ascending))),
        ("sort priority", .sort(TicketSort(field: .priority, order: .descending))), ("view", .views),
        ("view my own", .view("my own")), ("q", .quit),
    ]) func isUnderstood(line: String, command: LineCommand) {
        #expect(LineCommand(line) == command)
    }

    @Test(arguments: ["read", "edit x", "sort weight", "sort title up", "tenant a b", "fly"])
    func otherLinesSayWhatIsWrong(line: String) {
        guard case .wrong(let reason) = LineCommand(line) else {
            Issue.record("\(line) was understood")
            return
        }
        #expect(!reason.isEmpty)
    }
}
