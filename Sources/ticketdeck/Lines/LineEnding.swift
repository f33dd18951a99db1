import ArgumentParser
import CommandOptions
import Dispatch
import Glibc

/// Ends line mode in order when a signal asks for it; a second one ends the process.
@MainActor
final class LineEnding {
    private var signal: Int32?
    private var sources: [any DispatchSourceSignal] = []

    init(_ input: LineInput) {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            Glibc.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { [weak self] in
                Glibc.signal(number, SIG_DFL)
                MainActor.assumeIsolated { self?.signal = number }
                input.end()
            }
            source.activate()
            sources.append(source)
        }
    }

    /// 0 after the end of the lines and after Ctrl-C, else 128 and the signal's number.
    var status: ExitCode {
        guard let signal, signal != SIGINT else { return .success }
        return ExitStatus.signal(signal)
    }
}
