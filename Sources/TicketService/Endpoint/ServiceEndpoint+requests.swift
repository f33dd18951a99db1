import NATS
import TicketWire
import Tickets

/// What happens to one request, from its arrival to its reply.
extension ServiceEndpoint {
    /// Takes a request, or answers at once that it is not taken. Runs on a thread of libnats.
    func take(_ message: Message, on subject: RequestSubject, isScoped: Bool) {
        var scope: Tenant?
        if isScoped {
            scope = Subjects.tenant(ofService: message.subject)
            guard scope != nil else { return refuse(message, on: subject, service.refuseSubject()) }
        }
        let size = message.payload.count
        guard size <= ServiceRequest.maximumSize else {
            return refuse(message, on: subject, service.refuseSize())
        }
        guard admission.admit(size) else { return refuse(message, on: subject, service.shed()) }
        let request = Request(message: message, scope: scope, subject: subject, arrival: .now)
        if case .terminated = intake.yield(request) {
            admission.release(size)
            refuse(message, on: subject, service.refuseStopping())
        }
    }

    /// Answers a request that was taken.
    func answer(_ request: Request) async {
        let size = connection.state.server?.maximumPayload ?? Service.replySize
        let reply = await service.handle(request.message.payload, scopedTo: request.scope, replySize: size)
        // Whoever has the reply finds it counted.
        request.subject.statistics.record(reply, after: request.arrival.duration(to: .now))
        send(reply, to: request.message)
    }

    /// Answers a request that was not taken: it is counted, its time is not.
    private func refuse(_ message: Message, on subject: RequestSubject, _ reply: EncodedReply) {
        subject.statistics.record(reply)
        send(reply, to: message)
    }

    private func send(_ reply: EncodedReply, to message: Message) {
        // A request without a reply subject is done all the same; nobody waits.
        guard let subject = message.reply else { return }
        do {
            try connection.publish(subject, reply.payload, headers: Headers(reply.headers))
        } catch {
            if let count = unsent.count() {
                log.write(.warn, "replies not sent", error: "\(count): \(error.message)")
            }
        }
    }
}
