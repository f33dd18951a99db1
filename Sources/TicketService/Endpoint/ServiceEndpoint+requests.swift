import LogLines
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
        guard !admission.refuses(waiting: subject.waiting), admission.admit(size) else {
            return refuse(message, on: subject, service.shed())
        }
        let arrival = ContinuousClock.now
        let room = connection.maximumPayload ?? Service.replySize
        switch service.handleNow(message.payload, scopedTo: scope, replySize: room) {
        case .answered(let reply):
            finish(reply, to: message.reply, size: size, on: subject, arrival)
        case .waits(let accepted):
            let request = Request(
                accepted: accepted, replySubject: message.reply, size: size, subject: subject,
                arrival: arrival)
            if case .terminated = intake.yield(request) {
                admission.release(size)
                refuse(message, on: subject, service.refuseStopping())
            }
        }
    }

    /// Answers a request that had to wait.
    func answer(_ request: Request) async {
        let reply = await service.handle(request.accepted)
        finish(
            reply, to: request.replySubject, size: request.size, on: request.subject, request.arrival)
    }

    private func finish(
        _ reply: EncodedReply, to replySubject: String?, size: Int, on subject: RequestSubject,
        _ arrival: ContinuousClock.Instant
    ) {
        // Whoever has the reply finds it counted.
        subject.statistics.record(reply, after: arrival.duration(to: .now))
        send(reply, to: replySubject)
        admission.release(size)
    }

    /// Answers a request that was not taken: it is counted, its time is not.
    private func refuse(_ message: Message, on subject: RequestSubject, _ reply: EncodedReply) {
        subject.statistics.record(reply)
        send(reply, to: message.reply)
    }

    private func send(_ reply: EncodedReply, to subject: String?) {
        // A request without a reply subject is done all the same; nobody waits.
        guard let subject else { return }
        do {
            try connection.publish(subject, reply.payload, headers: Headers(reply.headers))
        } catch {
            if let count = unsent.count() {
                log.write(.warn, "replies not sent", error: "\(count): \(error.message)")
            }
        }
    }
}
