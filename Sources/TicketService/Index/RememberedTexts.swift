/// What was found for parts of words that are so common that finding them takes long; of many, those used last.
///
/// Texts never change their numbers, so that only those added since have to be looked at.
struct RememberedTexts: Sendable {
    private struct Answer: Sendable {
        let word: [UInt8]
        let texts: Bitmap
        let count: Int
    }

    private static let limit = 24

    /// The one used last stands last.
    private var answers: [Answer] = []

    /// The texts that were found, of the first so many.
    subscript(word: [UInt8]) -> (texts: Bitmap, count: Int)? {
        answers.last { $0.word == word }.map { ($0.texts, $0.count) }
    }

    /// Remembers the texts that were found.
    ///
    /// - Parameter count: how many texts there are, found or not.
    mutating func remember(_ texts: Bitmap, of count: Int, for word: [UInt8]) {
        answers.removeAll { $0.word == word }
        answers.append(Answer(word: word, texts: texts, count: count))
        if answers.count > RememberedTexts.limit { answers.removeFirst() }
    }
}
