/// What shall become of a form whose ticket was deleted.
struct GoneChoice: Sendable, Hashable {
    enum Option: Sendable, Hashable, CaseIterable {
        case restore, makeNew, back

        var label: String {
            switch self {
            case .restore: "restore the ticket and save your text in it"
            case .makeNew: "make a new ticket of your text"
            case .back: "back to the form"
            }
        }
    }

    /// Who deleted it.
    let who: String
    var index = 0
    /// Whether it has stood on the screen: keys typed before choose nothing.
    var isShown = false

    init(who: String) { self.who = who }

    var option: Option { Option.allCases[index] }
}
