/// What wakes the loop of `Connection.run()`.
enum RunEvent: Sendable {
    /// A link that was in use is lost.
    case lost(UInt)
    /// The delay number so-and-so is over.
    case delayOver(Int)
    /// An attempt to connect has ended.
    case attempted(Result<RunLoop.Attempt, NATSError>)
    /// The server has told of other servers.
    case discovered
    /// The connection is to be closed.
    case stop
}
