import Tickets

/// Malformed and mutated requests, the same ones for the same seed.
struct RequestMutation {
    private var random: Seeded
    private let bodies: [[UInt8]]

    /// - Parameters:
    ///   - id: a ticket that is there, for requests that are about one.
    ///   - creates: whether requests for new tickets are among them.
    init(seed: UInt64, about id: TicketID, creates: Bool = true) {
        random = Seeded(seed: seed)
        let creation =
            #"{"action":"create","tenant_id":"acme","actor":"m","data":{"title":"a","priority":"high","request_key":"k"}}"#
        let others = [
            #"{"action":"list","tenant_id":"acme","min_sequence":0,"data":{"status":["open"],"limit":5,"offset":1,"search":"a b"}}"#,
            #"{"action":"list","tenant_id":"acme","data":{"sort":"title","order":"asc","cursor":"AAEC","assignee":"x"}}"#,
            #"{"action":"update","tenant_id":"acme","data":{"id":"\#(id)","title":"\u00e9\ud83d\ude00","if_revision":1}}"#,
            #"{"action":"get","tenant_id":"acme","request_id":"r-1","data":{"id":"\#(id)"}}"#,
            #"{"action":"history","tenant_id":"acme","data":{"id":"\#(id)","cursor":"1"}}"#,
            #"{"action":"events","tenant_id":"acme","data":{"after_sequence":1,"since":"2026-11-20T23:43:11.123Z"}}"#,
            #"{"action":"delete","tenant_id":"acme","data":{"id":"\#(id)","if_revision":999}}"#,
            #"{"action":"stats","tenant_id":"acme"}"#, #"{"action":"tenants","tenant_id":"acme"}"#,
        ]
        bodies = (others + (creates ? [creation] : [])).map { Array($0.utf8) }
    }

    /// The next request.
    mutating func next() -> [UInt8] {
        // Now and then nothing but noise.
        if Int.random(in: 0..<20, using: &random) == 0 {
            return (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                .random(in: 0...255, using: &random)
            }
        }
        var body = bodies.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&body) }
        return body
    }

    /// Changes, removes, doubles, cuts, nests or swaps something.
    private mutating func mutate(_ body: inout [UInt8]) {
        guard let position = body.indices.randomElement(using: &random) else { return }
        let end = min(body.count, position + Int.random(in: 1...20, using: &random))
        switch Int.random(in: 0..<7, using: &random) {
        case 0: body[position] = .random(in: 0...255, using: &random)
        case 1: body[position] = Array(#"{}[]",:0-e\n"#.utf8).randomElement(using: &random) ?? 0
        case 2: body.removeSubrange(position..<end)
        case 3: body.insert(contentsOf: body[position..<end], at: position)
        case 4: body.removeSubrange(position...)
        case 5: replaceValue(of: &body, from: position)
        default:
            let depth = Int.random(in: 1...3000, using: &random)
            body.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "["), count: depth), at: position)
        }
    }

    /// Puts another kind of value behind the next colon.
    private mutating func replaceValue(of body: inout [UInt8], from position: Int) {
        guard let colon = body[position...].firstIndex(of: UInt8(ascii: ":")) else { return }
        let end = body[(colon + 1)...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") }
        let values = [
            "null", "true", "-1", "1e999", "0.5", "18446744073709551616", #""""#, "[]", "{}",
            #""\u0000""#, #""\ud800""#, #"[null,{}]"#, "\"\(String(repeating: "x", count: 2000))\"",
        ]
        body.replaceSubrange(
            (colon + 1)..<(end ?? body.count), with: Array((values.randomElement(using: &random) ?? "").utf8))
    }
}

/// A generator that gives the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x1234_5678_9ABC_DEF0 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
