/// What agents write below a description.
enum DemoNote {
    private static let progress = [
        "Looked at it on the phone, can reproduce it.", "Changed the cable, watching it until tomorrow.",
        "Asked the supplier, they will call back.", "Works with another account, so it is the profile.",
        "Restarted the service; it helps for an hour.", "Same cause as last week, it seems.",
        "Spare part ordered, two days.", "Sent a log to the second level.",
        "Workaround told to the reporter.", "Cannot reproduce it yet, asked for a screenshot.",
    ]
    private static let endings = [
        "Done, please check.", "Replaced and tested.", "Update rolled back, all is well.",
        "Settings corrected, and written down in the wiki.",
        "Was a full disk; the clean-up runs at night now.",
        "Reporter confirms.", "Fixed with the new version.",
    ]

    /// A word on the way.
    static func onTheWay(using random: inout DemoRandom) -> String {
        progress.randomElement(using: &random) ?? ""
    }

    /// A word at the end.
    static func atTheEnd(using random: inout DemoRandom) -> String {
        endings.randomElement(using: &random) ?? ""
    }

    /// A description with a word below it; `nil` when there is no room for more.
    static func add(_ note: String, by actor: String, to description: String) -> String? {
        let text = description + (description.isEmpty ? "" : "\n") + "\(actor): \(note)"
        return text.unicodeScalars.count <= 1000 ? text : nil
    }
}
