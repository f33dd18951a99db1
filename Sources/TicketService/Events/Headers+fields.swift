import NATS

extension Headers {
    /// Headers of these names and values, in their order.
    init(_ fields: [(name: String, value: String)]) {
        self.init()
        for field in fields { append(field.name, field.value) }
    }
}
