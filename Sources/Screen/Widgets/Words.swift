/// Where words begin and end, as editing keys see it.
enum Words {
    /// The beginning of the word before a place.
    static func start(before place: Int, in text: [Character]) -> Int {
        var place = place
        while place > 0, text[place - 1].isWhitespace { place -= 1 }
        while place > 0, !text[place - 1].isWhitespace { place -= 1 }
        return place
    }

    /// The end of the word behind a place.
    static func end(after place: Int, in text: [Character]) -> Int {
        var place = place
        while place < text.count, text[place].isWhitespace { place += 1 }
        while place < text.count, !text[place].isWhitespace { place += 1 }
        return place
    }
}
