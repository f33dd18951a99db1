import Testing
import TicketWire
import Tickets

@testable import TicketService

@Suite("What makes lists fast does what a set, a sorted array or a scan does")
struct IndexTests {
    @Test("A table finds each number by its hash, also when hashes are alike", arguments: [1, 3, 1 << 20])
    func table(hashes: Int) {
        var random = Seeded(seed: 1)
        var table = NumberTable()
        var present: Set<Int> = []
        func hash(_ number: Int) -> Int { number &* 0x9E37_79B9 % hashes }
        for _ in 0..<3000 {
            let number = Int.random(in: 0..<400, using: &random)
            if present.remove(number) != nil {
                table.remove(number, hash(number), hash)
            } else {
                table.insert(number, hash(number), hash)
                present.insert(number)
            }
            let asked = Int.random(in: 0..<400, using: &random)
            #expect(table.number(hash(asked)) { $0 == asked } == (present.contains(asked) ? asked : nil))
        }
        for number in 0..<400 {
            #expect((table.number(hash(number)) { $0 == number } != nil) == present.contains(number))
        }
    }

    @Test("An order holds its rows in order and knows their ranks, over many blocks")
    func order() {
        var random = Seeded(seed: 2)
        var order = RowOrder()
        var model: [UInt32] = []
        for step in 0..<6000 {
            let row = UInt32.random(in: 0..<4000, using: &random)
            if let place = model.firstIndex(of: row) {
                order.remove(row, <)
                model.remove(at: place)
            } else {
                order.insert(row, <)
                model.insert(row, at: model.firstIndex { $0 > row } ?? model.count)
            }
            guard step % 500 == 0 else { continue }
            #expect(order.rows == model)
            let bound = UInt32.random(in: 0..<4000, using: &random)
            let rank = order.rank { $0 >= bound }
            #expect(rank == model.count { $0 < bound })
            for isReversed in [false, true] {
                var seen: [UInt32] = []
                order.visit(from: rank, isReversed: isReversed) {
                    seen.append($0)
                    return seen.count < 1000
                }
                let all = isReversed ? model.reversed() : model
                #expect(seen == Array(all.dropFirst(rank).prefix(1000)))
            }
        }
        order.remove(9999, <)
        #expect(order.count == model.count)
        for row in model { order.remove(row, <) }
        #expect(order.count == 0 && order.rows.isEmpty)
        #expect(RowOrder(sorted: Array(0..<5000)).rows == Array(0..<5000))
        #expect(RowOrder(sorted: []).rank { _ in true } == 0)
    }

    @Test("Lists of numbers are read as they were written, over many blocks and pieces")
    func postings() {
        var random = Seeded(seed: 3)
        var pool = PostingPool()
        var lists: [PostingPool.List] = []
        var model: [[UInt32]] = []
        for number in 0..<40 as Range<UInt32> {
            lists.append(PostingPool.List(number))
            model.append([number])
        }
        for _ in 0..<60_000 {
            let index = Int.random(in: 0..<40, using: &random)
            let distances: [UInt32] = [1, 2, 127, 128, 129, 16_383, 16_384]
            let next = model[index][model[index].count - 1] + (distances.randomElement(using: &random) ?? 1)
            if next > 4_000_000 { continue }
            pool.append(next, to: &lists[index])
            pool.append(next, to: &lists[index])
            model[index].append(next)
        }
        for (list, numbers) in zip(lists, model) {
            var set = Bitmap()
            pool.unite(list, into: &set)
            var read: [UInt32] = []
            set.forEach { read.append(UInt32($0)) }
            #expect(read == numbers)
            #expect(Int(list.count) == numbers.count)
        }
    }

    @Test("Sets of numbers, at the bounds of their words")
    func bitmap() {
        var random = Seeded(seed: 4)
        for bound in [0, 1, 63, 64, 65, 300] {
            #expect(Bitmap(allBelow: bound).count == bound)
            #expect(!Bitmap(allBelow: bound).contains(bound))
            let one = Set((0..<bound).filter { _ in Bool.random(using: &random) })
            let other = Set((0..<bound * 2).filter { _ in Bool.random(using: &random) })
            func check(_ model: Set<Int>, _ change: (inout Bitmap, Bitmap) -> Void) {
                var (left, right) = (Bitmap(), Bitmap())
                for number in one { left.insert(number) }
                for number in other { right.insert(number) }
                change(&left, right)
                var numbers: [Int] = []
                left.forEach { numbers.append($0) }
                #expect(numbers == model.sorted())
                #expect(left.count == model.count)
                #expect((0..<bound * 2).allSatisfy { left.contains($0) == model.contains($0) })
            }
            check(one.union(other)) { $0.formUnion($1) }
            check(one.intersection(other)) { $0.formIntersection($1) }
            check(one.subtracting(other)) { $0.subtract($1) }
            check([]) { left, _ in for number in 0...bound * 3 { left.remove(number) } }
        }
    }

    @Test("A text is found wherever it stands, and nowhere else")
    func textScan() {
        var random = Seeded(seed: 5)
        for _ in 0..<3000 {
            let letters: [UInt8] = [0x61, 0x62, 0xC3]
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0x61
            }
            let needle = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0x61
            }
            let places = text.indices.filter { text[$0...].starts(with: needle) }
            #expect(TextScan(needle).occurs(in: text) == !places.isEmpty)
            let start = Int.random(in: 0...text.count, using: &random)
            let found = unsafe text.withUnsafeBufferPointer {
                unsafe TextScan(needle).next(in: $0, from: start)
            }
            #expect(found == places.first { $0 >= start })
        }
    }

    @Test("Words are numbered once, and found by their parts")
    func words() {
        var random = Seeded(seed: 6)
        var table = TokenTable()
        var known: [String] = []
        for _ in 0..<5000 {
            let word = String(Int.random(in: 0..<1500, using: &random), radix: 7)
            let number = unsafe Array(word.utf8).withUnsafeBufferPointer { unsafe table.number(of: $0) }
            if let place = known.firstIndex(of: word) {
                #expect(number == place)
            } else {
                #expect(number == known.count)
                known.append(word)
            }
        }
        for part in ["1", "12", "4000", "66", "9", "4241", "0"] {
            #expect(
                table.numbers(containing: Array(part.utf8))
                    == known.indices.filter { known[$0].contains(part) })
        }
    }

    @Test("A part of an id is found as in its text")
    func idParts() {
        var random = Seeded(seed: 7)
        for _ in 0..<2000 {
            let id = TicketID(
                at: Timestamp(milliseconds: .random(in: 0..<1 << 47, using: &random)), using: &random)
            let text = Array(id.utf8)
            let start = Int.random(in: 0..<36, using: &random)
            let count = Int.random(in: 1...36 - start, using: &random)
            var part = Array(text[start..<start + count])
            #expect(TicketIDPart(part)?.occurs(in: id) == true)
            part[Int.random(in: 0..<count, using: &random)] =
                "0123456789abcdef-".utf8.randomElement(using: &random) ?? 0
            #expect(TicketIDPart(part)?.occurs(in: id) == TextScan(part).occurs(in: text))
        }
        #expect(TicketIDPart(Array("xyz".utf8)) == nil)
        #expect(TicketIDPart(Array(repeating: 0x30, count: 37)) == nil)
        #expect(TicketIDPart([]) == nil)
    }

    @Test("A part of an id is found among many ids as in each of them")
    func idPlanes() throws {
        var random = Seeded(seed: 11)
        var desk = try RandomDesk(seed: 11)
        func row() -> TicketRow {
            var ticket = desk.creation().ticket
            ticket = Ticket(
                id: TicketID(
                    at: Timestamp(milliseconds: .random(in: 0..<1 << 47, using: &random)), using: &random),
                tenant: ticket.tenant, title: ticket.title, createdAt: ticket.createdAt,
                updatedAt: ticket.updatedAt)
            return TicketRow(
                TicketChange(action: .create, ticket: ticket, revision: 1, actor: nil, at: ticket.createdAt),
                encodedTicket: ticket.encoded)
        }
        var rows = ChunkedArray<TicketRow>()
        for _ in 0..<5000 { rows.append(row()) }
        var planes = TicketIDPlanes()
        while planes.count < rows.count {
            planes.catchUp(rows, atMost: .random(in: 1...300, using: &random))
            let replaced = Int.random(in: 0..<rows.count, using: &random)
            rows[replaced] = row()
            planes.replace(replaced, rows[replaced].id)
        }
        for _ in 0..<60 {
            let text = Array(rows[.random(in: 0..<5000, using: &random)].id.utf8)
            let start = Int.random(in: 0..<36, using: &random)
            let count = Int.random(in: 1...min(36 - start, 12), using: &random)
            let part = try #require(TicketIDPart(Array(text[start..<start + count])))
            var expected = Bitmap(below: rows.count)
            for number in 0..<rows.count where part.occurs(in: rows[number].id) { expected.insert(number) }
            #expect(planes.rows(with: part) == expected)
        }
    }

    @Test("Rows are put in the order of their titles, however much these have in common")
    func titleOrder() throws {
        var desk = try RandomDesk(seed: 12)
        let beginnings = [
            "", "a", "abcdefgh", "abcdefghabcdefgh", "Abcdefgh\"", "äbcdefgh", "abcdefg", "ABCDEFGHi",
        ]
        var rows = ChunkedArray<TicketRow>()
        var alive = Bitmap()
        for number in 0..<3000 {
            var ticket = desk.creation().ticket
            ticket.title = (beginnings.randomElement(using: &desk.random) ?? "") + desk.words(0...2)
            if number % 7 == 0 { ticket.title = "abcdefghabcdefgh" }
            rows.append(
                TicketRow(
                    TicketChange(
                        action: .create, ticket: ticket, revision: 1, actor: nil, at: ticket.createdAt),
                    encodedTicket: ticket.encoded))
            if number % 5 > 0 { alive.insert(number) }
        }
        let comparison = RowComparison(rows: rows, field: .title)
        var expected: [UInt32] = []
        alive.forEach { expected.append(UInt32($0)) }
        expected.sort { comparison.precedes($0, $1) }
        var order = TitleOrder(comparison, alive)
        #expect(order.sorted() == expected)
    }

    @Test("Title and description are read out of an encoded ticket as they were written")
    func bodies() throws {
        var desk = try RandomDesk(seed: 8)
        var texts = ["a\"b\\c", "É\nx", "ẞ\"\\", "\t\u{7F}\\n", "K", "i\u{307}", "İ", "ΑΣ", ""]
        for _ in 0..<200 { texts.append(desk.words(1...3, by: [" ", "\n", "\\"])) }
        var tickets: [Ticket] = []
        for text in texts {
            var ticket = desk.creation().ticket
            ticket.title = text
            ticket.description = texts.randomElement(using: &desk.random) ?? ""
            tickets.append(ticket)
            let body = ticket.encoded
            #expect(TicketBody.title(body) == ticket.title)
            #expect(TicketBody.foldedTitle(body) == Array(ticket.title.lowercased().utf8))
            var folded: [UInt8] = []
            TicketBody.fold(body, into: &folded)
            #expect(folded == Array("\(ticket.title) \(ticket.description)".lowercased().utf8))
            #expect(Ticket(encoded: body) == ticket)
        }
        for left in tickets {
            for right in tickets.prefix(60) {
                let (one, other) = (Array(left.title.lowercased().utf8), Array(right.title.lowercased().utf8))
                let order = TicketBody.compareTitles(left.encoded, right.encoded)
                #expect((order == 0) == (one == other))
                #expect((order < 0) == one.lexicographicallyPrecedes(other))
                let sameTitle = left.title.utf8.elementsEqual(right.title.utf8)
                #expect(TicketBody.haveSameTitles(left.encoded, right.encoded) == sameTitle)
                let sameTexts = sameTitle && left.description.utf8.elementsEqual(right.description.utf8)
                #expect(TicketBody.haveSameTexts(left.encoded, right.encoded) == sameTexts)
            }
        }
    }

    @Test("Records in their usual form and in any other are read alike")
    func records() throws {
        var desk = try RandomDesk(seed: 10)
        var model = ListModel()
        for _ in 0..<300 {
            var change = desk.change(model)
            model.take(change)
            change = TicketChange(
                action: change.action, ticket: change.ticket, revision: change.revision, actor: change.actor,
                at: change.at,
                changes: [
                    FieldChange(field: .title, from: desk.words(1...2), to: "\"x\"\n"),
                    FieldChange(field: .assignee, from: nil, to: "lee"),
                ])
            let record = TicketRecord(change, requestKey: Bool.random(using: &desk.random) ? "k\"1" : nil)
            #expect(try TicketRecord(decoding: record.encoded) == record)
            let spaced = Array("  ".utf8) + record.encoded
            #expect(try TicketRecord(decoding: spaced) == record)
            for _ in 0..<5 {
                var broken = record.encoded
                broken.remove(at: Int.random(in: 0..<broken.count, using: &desk.random))
                // White space in front makes it another form.
                let spaced = Array("  ".utf8) + broken
                #expect((try? TicketRecord(decoding: broken)) == (try? TicketRecord(decoding: spaced)))
            }
        }
    }
}
