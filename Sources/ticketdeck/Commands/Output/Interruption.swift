import Dispatch
import Glibc

/// The first Ctrl-C, which ends a command in order; the second one ends the process.
final class Interruption {
    private let source: any DispatchSourceSignal

    /// - Parameter act: what the first Ctrl-C does.
    init(_ act: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            act()
        }
        source.activate()
    }

    /// Gives Ctrl-C its usual effect again.
    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
