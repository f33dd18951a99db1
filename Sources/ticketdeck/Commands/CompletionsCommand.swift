import ArgumentParser
import CommandOptions

/// Prints a completion script for a shell.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell.",
        discussion: """
            bash: ticketdeck completions bash > ~/.local/share/bash-completion/completions/ticketdeck
            zsh:  ticketdeck completions zsh > "${fpath[1]}/_ticketdeck"
            fish: ticketdeck completions fish > ~/.config/fish/completions/ticketdeck.fish
            """)

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        let script: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        FileHandleText.writeOutput(TicketDeck.completionScript(for: script) + "\n")
    }
}
