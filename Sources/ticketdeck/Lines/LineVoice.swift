import CommandOptions
import Tickets

/// Says lines, and asks for lines. What others do meanwhile is held back until nobody is being asked.
@MainActor
final class LineVoice {
    private static let prompt = "> "
    /// So much news is kept while one is being asked; of more, only the number.
    private static let limit = 20

    /// A revision that was made here.
    struct OwnChange: Hashable {
        let id: TicketID
        let revision: Int
    }

    private struct News {
        let text: String
        let change: OwnChange?
    }

    private let input: LineInput
    private var isAtPrompt = false
    private var held: [News] = []
    /// Changes that were made here: they come back as news, which nobody needs to hear.
    private var own: Set<OwnChange> = []
    private var dropped = 0

    init(input: LineInput) { self.input = input }

    /// Says one line; what others wrote in it is made harmless.
    func say(_ text: String) { FileHandleText.writeOutput(DisplayText.line(text) + "\n") }

    /// Says what happened by itself: at once where a command is awaited, else afterwards.
    ///
    /// - Parameter change: what the text is about: not said when it was made here.
    func announce(_ text: String, about change: OwnChange? = nil) {
        if let change, own.remove(change) != nil { return }
        guard isAtPrompt else {
            let news = News(text: text, change: change)
            if held.count < LineVoice.limit { held.append(news) } else { dropped += 1 }
            return
        }
        FileHandleText.writeOutput("\n\(DisplayText.line(text))\n\(LineVoice.prompt)")
    }

    /// Notes that a revision is made here.
    func madeHere(_ id: TicketID, revision: Int) { own.insert(OwnChange(id: id, revision: revision)) }

    /// The next command; `nil`: there are no more.
    func command() async -> String? {
        for news in held where news.change.map({ own.remove($0) == nil }) ?? true { say(news.text) }
        if dropped > 0 { say("And \(dropped) more changes.") }
        (held, dropped) = ([], 0)
        FileHandleText.writeOutput(LineVoice.prompt)
        isAtPrompt = true
        defer { isAtPrompt = false }
        return await input.next()
    }

    /// The answer to a question; `nil`: there are no more lines.
    func ask(_ question: String) async -> String? {
        if !question.isEmpty { FileHandleText.writeOutput(DisplayText.line(question) + " ") }
        return await input.next()
    }

    /// Whether a question is answered with yes; everything else is no.
    func confirms(_ question: String) async -> Bool {
        let answer = await ask("\(question) y or n:") ?? ""
        return ["y", "yes"].contains(answer.trimmed.lowercased())
    }

    /// A number from 1, of a choice; `nil`: none was given.
    func choose(_ name: String, of options: [String]) async -> Int? {
        let list = options.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
        let answer = await ask("\(name): \(list). Number, empty leaves it:") ?? ""
        guard let number = Int(answer.trimmed), (1...options.count).contains(number) else {
            if !answer.trimmed.isEmpty { say("That is none of the numbers.") }
            return nil
        }
        return number - 1
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
