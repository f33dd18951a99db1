import Screen

extension DashboardState {
    mutating func press(_ key: Key, in help: HelpState) {
        var help = help
        if help.isTyping {
            type(key, in: &help)
            return overlay = .help(help)
        }
        let action = keys.action(for: key, at: .ticket)
        switch action {
        case .back where !help.search.text.isEmpty: help = HelpState()
        case .help, .back, .close: return overlay = nil
        case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom:
            scroll(&help, action)
        default:
            if key == .enter { return overlay = nil }
            guard keys.action(for: key, at: .tickets) == .filter || key == .character("/") else { return }
            help.isTyping = true
        }
        overlay = .help(help)
    }

    private func type(_ key: Key, in help: inout HelpState) {
        switch key {
        case .enter: help.isTyping = false
        case .escape: help = HelpState()
        case .down: scroll(&help, .down)
        case .up: scroll(&help, .up)
        case .pageDown: scroll(&help, .pageDown)
        case .pageUp: scroll(&help, .pageUp)
        default:
            _ = help.search.handle(key)
            help.pane = ScrollPane()
        }
    }

    private func scroll(_ help: inout HelpState, _ action: Action?) {
        guard let action else { return }
        let page = HelpPage(keys: keys, place: place, size: size, words: help.words)
        let step: Int
        switch action {
        case .top: step = -page.lines.count
        case .bottom: step = page.lines.count
        default: step = target(of: action, from: 0, count: 0, height: page.height)
        }
        help.pane.scroll(by: step, count: page.lines.count, height: page.height)
    }
}
