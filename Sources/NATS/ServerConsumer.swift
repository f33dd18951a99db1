/// The server's part of an ordered consumer: it is replaced again and again.
struct ServerConsumer: Sendable {
    var name: String?
    var subscription: HandlerSubscription?
    /// When the stream was created, as the server writes it: another time is another stream.
    var streamCreated: String?
    var backoff = Backoff(.milliseconds(100) ... .seconds(1))
}
